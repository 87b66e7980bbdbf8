import * as Effect from "effect/Effect"
import type { WriteFailed } from "../Written.ts"
import type { Addresses } from "../bytes/Addresses.ts"
import type { Part } from "./Part.ts"
import { escape } from "./xmlText.ts"

/** Links of a sheet that Excel opens; what comes after them is a formula that does the same. */
export const MOST_LINKS = 65_530

/** Links between two looks at how far compression and disk have come. */
const STRIDE = 1000

/** The insides of a cell that links by formula, its address as value. */
export const formulaLink = (address: string): string =>
  `<f>HYPERLINK("${escape(address.replaceAll('"', '""'))}")</f><v>${escape(address)}</v>`

/** The XML that follows a sheet's rows, cut where links belong and where Excel is told what it need not warn of. */
export const around = (tail: string): readonly [string, string, string] => {
  const links = tail.search(/<printOptions|<pageMargins/)
  const warnings = tail.search(/<drawing|<legacyDrawing|<tableParts|<\/worksheet>/)
  return [tail.slice(0, links), tail.slice(links, warnings), tail.slice(warnings)]
}

/** Keeps Excel from marking each number that is text on purpose with a green corner. */
export const textOnPurpose = (columns: ReadonlyArray<string>, first: number, rows: number): string =>
  columns.length === 0 || rows === 0
    ? ""
    : `<ignoredErrors><ignoredError sqref="${columns.map((column) => `${column}${first}:${column}${first + rows - 1}`).join(" ")}" numberStoredAsText="1"/></ignoredErrors>`

/** Which cells are links: those of the column from the first row on. */
export const writeLinks = (
  part: Part,
  column: string,
  first: number,
  links: Addresses,
): Effect.Effect<void, WriteFailed> =>
  links.some
    ? Effect.gen(function* () {
        part.out.utf8("<hyperlinks>")
        yield* each(part, links, (_, at) => `<hyperlink ref="${column}${first + at}" r:id="link${at}"/>`)
        part.out.utf8("</hyperlinks>")
      })
    : Effect.void

/** Where they lead, added to what else the sheet refers to. */
export const writeTargets = (
  part: Part,
  relations: Buffer | undefined,
  links: Addresses,
): Effect.Effect<void, WriteFailed> =>
  Effect.gen(function* () {
    part.out.utf8(relations === undefined ? EMPTY : String(relations).replace("</Relationships>", ""))
    yield* each(
      part,
      links,
      (address, at) =>
        `<Relationship Id="link${at}" Type="${TYPE}" Target="${escape(address).replaceAll('"', "&quot;")}" TargetMode="External"/>`,
    )
    part.out.utf8("</Relationships>")
  })

const EMPTY =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
const TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"

const each = (part: Part, links: Addresses, xml: (address: string, at: number) => string) =>
  Effect.suspend(() => {
    const left = links[Symbol.iterator]()
    let at = 0
    const initial: IteratorResult<string, void> = left.next()
    return Effect.iterate(initial, {
      while: (link) => link.done !== true,
      body: (first) => {
        let link: IteratorResult<string, void> = first
        for (let count = 0; count < STRIDE && link.done !== true; count++, link = left.next()) {
          if (link.value !== "") part.out.utf8(xml(link.value, at))
          at++
          part.cutWhenFull()
        }
        return Effect.as(part.settle(), link)
      },
    })
  })
