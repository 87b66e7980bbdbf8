/** Reads an account map, and the VAT rates of invoices that it names. */
import type { InBoth } from "@amili-cases/export-engine/report/Said"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import { AccountMap, type Company, type VatRate } from "./AccountMap.ts"
import { mistakesIn } from "./mistakes.ts"
import * as VatFile from "./VatFile.ts"

/** The account map cannot be used as it is. */
export class MapProblem extends Data.TaggedError("MapProblem")<
  InBoth & {
    /** A line for each mistake. */
    readonly mistakes: ReadonlyArray<string>
  }
> {
  readonly exitCode = 2
}

/** An account map with everything that it refers to. */
export interface Books {
  readonly map: AccountMap
  /** The VAT rate of an invoice, where the map knows it. */
  readonly rateOf: (company: Company, invoice: string | undefined) => VatRate | undefined
}

export const read = (file: string): Effect.Effect<Books, MapProblem, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const text = yield* Effect.mapError(fs.readFileString(file), () => notThere(file))
    const map = yield* Either.mapLeft(parse(text), (mistakes) => wrong(file, mistakes))
    const rates = new Map<Company, VatFile.Rates>()
    for (const company of map.companies) {
      if (company.invoiceVatFile === undefined) continue
      const beside = path.resolve(path.dirname(file), company.invoiceVatFile)
      const content = yield* Effect.mapError(fs.readFileString(beside), () =>
        wrong(file, [`invoiceVatFile: ${beside} cannot be read`]),
      )
      rates.set(company, yield* Either.mapLeft(VatFile.parse(content), (mistakes) => wrong(beside, mistakes)))
    }
    return {
      map,
      rateOf: (company, invoice) =>
        (invoice === undefined ? undefined : rates.get(company)?.get(invoice)) ?? company.invoiceVat,
    }
  })

const decode = Schema.decodeUnknownEither(AccountMap, { errors: "all", onExcessProperty: "error" })

/** The map in a text, or every mistake in it. */
export const parse = (text: string): Either.Either<AccountMap, ReadonlyArray<string>> =>
  Either.try((): unknown => JSON.parse(text)).pipe(
    Either.mapLeft(() => ["is not JSON: a comma or a quotation mark may be missing"]),
    Either.flatMap((json) => Either.mapLeft(decode(json), linesOf)),
    Either.flatMap((map) => {
      const mistakes = mistakesIn(map)
      return mistakes.length === 0 ? Either.right(map) : Either.left(mistakes)
    }),
  )

const linesOf = (error: ParseResult.ParseError): ReadonlyArray<string> => [
  ...new Set(
    ParseResult.ArrayFormatter.formatErrorSync(error).map(
      ({ _tag, message, path }) =>
        `${placeOf(path)}: ${_tag === "Type" || _tag === "Refinement" ? message : (said[_tag] ?? message)}`,
    ),
  ),
]

const said: Readonly<Record<string, string>> = { Missing: "is missing", Unexpected: "is no setting of the map" }

/** `companies[0].booking.vat.25` */
const placeOf = (path: ReadonlyArray<PropertyKey>): string =>
  path.length === 0
    ? "the map"
    : path
        .map((key, index) => (typeof key === "number" ? `[${key}]` : `${index === 0 ? "" : "."}${String(key)}`))
        .join("")

const notThere = (file: string) =>
  new MapProblem({
    message: `there is no account map at ${file}`,
    hint: "make one with amili-export vouchers init, or give it with --accounts",
    swedish: {
      message: `det finns ingen kontoplanskarta i ${file}`,
      hint: "gör en med amili-export vouchers init, eller ange den med --accounts",
    },
    mistakes: [],
  })

const wrong = (file: string, mistakes: ReadonlyArray<string>) =>
  new MapProblem({
    message: `${file}: ${mistakes[0] ?? "is wrong"}${mistakes.length > 1 ? ` (and ${mistakes.length - 1} more)` : ""}`,
    hint: mistakes.length > 1 ? `correct it there; also ${mistakes.slice(1).join("; ")}` : "correct it there",
    swedish: {
      message: `${file}: ${mistakes[0] ?? "är fel"}${mistakes.length > 1 ? ` (och ${mistakes.length - 1} till)` : ""}`,
      hint: mistakes.length > 1 ? `rätta det där; även ${mistakes.slice(1).join("; ")}` : "rätta det där",
    },
    mistakes,
  })
