/** Pages as a strict reader sees them. */
import { SaxesParser } from "saxes"

interface Page {
  readonly elements: ReadonlySet<string>
  readonly attributes: ReadonlySet<string>
  /** Texts from outside, as a reader sees them. */
  readonly foreign: ReadonlyArray<string>
  readonly text: string
}

/** The page is well-formed XML too, so that a strict parser can say what is in it. */
export const parse = (page: string): Page => {
  const parser = new SaxesParser()
  const elements = new Set<string>()
  const attributes = new Set<string>()
  const foreign: Array<string> = []
  let text = ""
  let own: string | undefined
  parser.on("error", (error) => {
    throw error
  })
  parser.on("opentag", (tag) => {
    elements.add(tag.name)
    for (const name of Object.keys(tag.attributes)) attributes.add(name)
    if (tag.name === "bdi") own = ""
  })
  parser.on("text", (some) => {
    text += some
    if (own !== undefined) own += some
  })
  parser.on("closetag", (tag) => {
    if (tag.name === "bdi") foreign.push(own ?? "")
    own = undefined
  })
  parser.write(page).close()
  return { elements, attributes, foreign, text }
}

/** What HTML cannot hold is shown as U+FFFD; XML reads the end of a line as one character. */
export const shown = (text: string): string =>
  text
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex -- these are what is replaced
    .replaceAll(/[\0-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g, "\ufffd")
