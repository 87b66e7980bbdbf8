/**
 * camt.053 (statements) and camt.054 (notifications) of ISO 20022 in the versions 02 and 08, which differ in where a few
 * names stand. Only what is needed to match money is read; the rest of the standard is skipped.
 */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { BankFileFormat, BankRecord } from "../BankFile.ts"
import { type BankFileError, refuse } from "../BankFileError.ts"
import type { Details } from "../Entry.ts"
import type { Statement } from "../Statement.ts"
import { decode } from "../xml/TextDecoding.ts"
import type { XmlElement } from "../xml/XmlElement.ts"
import { read, type XmlEvent } from "../xml/XmlReader.ts"
import { detailsOf, entryOf } from "./entry.ts"
import { rootNamespace } from "./rootNamespace.ts"
import { statementOf } from "./statement.ts"

const iso20022 = "urn:iso:std:iso:20022:tech:xsd:"
const messages = new Set(["camt.053.001.02", "camt.053.001.08", "camt.054.001.02", "camt.054.001.08"])
const units = new Set(["Stmt", "Ntfctn", "Ntry", "TxDtls"])

export const camt: BankFileFormat = {
  name: "camt.053 and camt.054, versions 02 and 08",
  recognise: (head) => rootNamespace(head)?.startsWith(iso20022) === true,
  read: (bytes, file) =>
    Stream.suspend(() => {
      const reader = makeReader(file)
      return read(decode(bytes, file), file, units).pipe(
        Stream.mapConcatEffect(reader.take),
        Stream.concat(Stream.suspend(() => (reader.hasStatement() ? Stream.empty : Stream.fail(noStatement(file))))),
      )
    }),
}

const makeReader = (file: string) => {
  /** What has been read of the entry that is being read. */
  let details: Array<Details> = []
  let statement: Statement | undefined
  let hasStatement = false

  const take = (event: XmlEvent): Effect.Effect<ReadonlyArray<BankRecord>, BankFileError> =>
    Effect.gen(function* () {
      if (event._tag === "Root") return yield* check(event, file)
      const { element } = event
      if (element.name === "TxDtls") {
        details.push(yield* detailsOf(element, file))
        return []
      }
      if (element.name === "Ntry") {
        statement ??= yield* statementAround(element, file)
        const entry = yield* entryOf(element, statement, details)
        details = []
        return [{ _tag: "Entry", entry }]
      }
      const whole = statement ?? (yield* statementOf(element, file))
      statement = undefined
      hasStatement = true
      return [{ _tag: "Statement", statement: whole }]
    })

  return { take, hasStatement: () => hasStatement }
}

/** The standard puts account and balances before the entries, so that they have been read by then. */
const statementAround = (entry: XmlElement, file: string): Effect.Effect<Statement, BankFileError> =>
  entry.parent?.name === "Stmt" || entry.parent?.name === "Ntfctn"
    ? statementOf(entry.parent, file)
    : Effect.fail(refuse({ file, line: entry.line }, "has an entry outside a statement", askTheBank))

const check = ({ line, name, namespace }: XmlEvent & { readonly _tag: "Root" }, file: string) => {
  const message = namespace.slice(iso20022.length)
  if (name === "Document" && namespace.startsWith(iso20022) && messages.has(message)) return Effect.succeed([])
  const said = /^[a-z]{4}\.\d{3}\.\d{3}\.\d{2}$/.test(message) ? message : "another kind of XML"
  return Effect.fail(refuse({ file, line }, `is ${said}, which cannot be read`, `ask the bank for ${camt.name}`))
}

const noStatement = (file: string) =>
  refuse({ file, line: undefined }, "holds neither a statement nor a notification", askTheBank)

const askTheBank = "ask the bank for a file that follows the standard"
