/**
 * Reads an XML document as a stream of units: elements of given names, each whole and without the units inside it, which
 * come before it. So memory holds one unit, not the document. DTDs are refused, and with them every entity but the five
 * predefined ones: an entity can read other files (XXE) or grow without end (billion laughs).
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { SaxesParser } from "saxes"
import { type BankFileError, fetchAgain, refuse } from "../BankFileError.ts"
import type { XmlElement } from "./XmlElement.ts"

export type XmlEvent =
  | { readonly _tag: "Root"; readonly name: string; readonly namespace: string; readonly line: number }
  | { readonly _tag: "Unit"; readonly element: XmlElement }

/** More than any bank file needs; a document that goes beyond would only fill the memory. */
const deepest = 100
const longestToken = 1_000_000

interface Growing extends XmlElement {
  readonly parent: Growing | undefined
  readonly children: Array<XmlElement>
  text: string
}

export const read = <E>(
  text: Stream.Stream<string, E>,
  file: string,
  units: ReadonlySet<string>,
): Stream.Stream<XmlEvent, E | BankFileError> =>
  Stream.suspend(() => {
    const parser = makeParser(file, units)
    return Stream.map(text, Option.some).pipe(
      Stream.concat(Stream.succeed(Option.none<string>())),
      Stream.mapConcatEffect(Option.match({ onNone: parser.end, onSome: parser.push })),
    )
  })

const makeParser = (file: string, units: ReadonlySet<string>) => {
  const parser = new SaxesParser({ xmlns: true })
  let problem: BankFileError | undefined
  let events: Array<XmlEvent> = []
  let current: Growing | undefined
  let depth = 0
  let namespace = ""
  let lastTokenAt = 0

  const fail = (what: string, hint: string, cause?: unknown) => {
    problem ??= refuse({ file, line: parser.line }, what, hint, cause)
  }

  parser.on("error", (cause) => fail("is not well-formed XML", fetchAgain, cause))
  parser.on("doctype", () => fail("has a DTD, which bank files do not need and which can do harm", notFromABank))
  parser.on("opentag", (tag) => {
    lastTokenAt = parser.position
    if (++depth > deepest) fail(`nests elements more than ${deepest} deep`, notFromABank)
    if (depth === 1) {
      namespace = tag.uri
      events.push({ _tag: "Root", name: tag.local, namespace, line: parser.line })
    }
    const attributes: Record<string, string> = {}
    for (const { local, value } of Object.values(tag.attributes)) attributes[local] = value
    const name = tag.uri === namespace ? tag.local : undefined
    current = { name, line: parser.line, attributes, parent: current, children: [], text: "" }
  })
  const addText = (text: string) => {
    lastTokenAt = parser.position
    if (current !== undefined) current.text += text
  }
  parser.on("text", addText)
  parser.on("cdata", addText)
  parser.on("closetag", () => {
    lastTokenAt = parser.position
    depth--
    const closed = current
    if (closed === undefined) return
    current = closed.parent
    if (closed.name !== undefined && units.has(closed.name)) events.push({ _tag: "Unit", element: closed })
    else current?.children.push(closed)
  })

  const taken = (): Effect.Effect<ReadonlyArray<XmlEvent>, BankFileError> => {
    const all = events
    events = []
    return problem === undefined ? Effect.succeed(all) : Effect.fail(problem)
  }

  return {
    push: (text: string) =>
      Effect.suspend(() => {
        parser.write(text)
        if (parser.position - lastTokenAt > longestToken)
          fail("has a value of more than a million characters", notFromABank)
        return taken()
      }),
    end: () =>
      Effect.suspend(() => {
        // Closing sets the line back, and finds further faults that only follow from this one.
        if (depth > 0) fail("ends in the middle of the document", cutOff)
        parser.close()
        return taken()
      }),
  }
}

const notFromABank =
  "use the file only if it comes from the bank, and ask the bank for a file that follows the standard"
const cutOff = "the file was cut off: download it from the bank again"
