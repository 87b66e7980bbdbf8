/**
 * Liquid templates over a JSON document: `{{ id }}`, `{{ remainingCapital | money }}`, `{% if closed %}...{% endif %}`.
 * Loads a library: import it on demand. Knows nothing of Effect, so that a bundle of its own stays small.
 */
import { Liquid } from "liquidjs"
import type { JsonValue } from "./JsonValue.ts"

export type Compiled =
  | { readonly _tag: "Wrong"; readonly problem: string }
  | {
      readonly _tag: "Right"
      /** Throws an `Error` for a document that does not fit. */
      readonly render: (document: { readonly [name: string]: JsonValue }) => string
      /** The fields of the document that the template names. */
      readonly fields: ReadonlyArray<string>
    }

/** The template ready to run, or what is wrong with it. `money` writes an amount. `\n` and `\t` stand for what they say. */
export const read = (text: string, money: (amount: unknown) => string): Compiled => {
  try {
    const liquid = new Liquid({
      // Days and times as everywhere else here.
      timezoneOffset: "Europe/Stockholm",
      dateFormat: "%Y-%m-%d",
      strictFilters: true,
      ownPropertyOnly: true,
    })
    liquid.registerFilter("money", money)
    // They would read files.
    for (const tag of ["include", "render", "layout", "block"]) delete liquid.tags[tag]
    const tree = liquid.parse(text.replaceAll(String.raw`\n`, "\n").replaceAll(String.raw`\t`, "\t"))
    return {
      _tag: "Right",
      render: (document) => String(liquid.renderSync(tree, document)),
      fields: Object.keys(liquid.analyzeSync(tree, { partials: false }).globals),
    }
  } catch (cause) {
    return { _tag: "Wrong", problem: cause instanceof Error ? firstLine(cause.message) : "it cannot be read" }
  }
}

/** The library tells the line and column, too, which help nobody in one line. */
const firstLine = (message: string) => (message.split("\n")[0] ?? "").replace(/, line:1, col:(\d+)$/, "")
