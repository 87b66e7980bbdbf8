/** Statements as ISO 20022 messages: camt.053 (statements) and camt.054 (credit notifications), versions 02 and 08. */
import { escape } from "../internal/http/Xml.ts"
import * as Account from "./Account.ts"
import { type BankRow } from "./Event.ts"
import * as Statements from "./Statements.ts"
import { type Statement } from "./Statements.ts"

/**
 * Which message of ISO 20022: camt.053 is a statement, camt.054 a notification; `version` is that of the schema
 * (`.001.02` or `.001.08`).
 */
export interface Message {
  /** A statement (camt.053) or a notification (camt.054). */
  readonly kind: "camt.053" | "camt.054"
  /** The version of the message: 02 or 08. */
  readonly version: "02" | "08"
}

type Content = string | ReadonlyArray<string>

const element = (name: string, content: Content, attributes = ""): string =>
  `<${name}${attributes}>${typeof content === "string" ? escape(content) : content.join("")}</${name}>`

/**
 * The XML of one message with all statements; undefined where it would hold none, which is no message. A camt.054 has only
 * the rows that bring money and those that take an earlier row back.
 */
export const render = (statements: ReadonlyArray<Statement>, message: Message): string | undefined => {
  const { kind, version } = message
  const [root, part] = kind === "camt.053" ? ["BkToCstmrStmt", "Stmt"] : ["BkToCstmrDbtCdtNtfctn", "Ntfctn"]
  const shown = kind === "camt.053" ? statements : statements.map(creditsOf).filter(({ rows }) => rows.length > 0)
  if (shown.length === 0) return undefined
  const last = statements.map(({ day }) => day).reduce((a, b) => Math.max(a, b))
  const created = instant(last + Statements.madeAfter)
  const header = element("GrpHdr", [
    element("MsgId", `${kind}-${created.slice(0, 10)}-${shown.length}`),
    element("CreDtTm", created),
  ])
  const parts = shown.map((statement) => element(part, statementParts(statement, message)))
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    element(
      "Document",
      [element(root, [header, ...parts])],
      ` xmlns="urn:iso:std:iso:20022:tech:xsd:${kind}.001.${version}"`,
    ),
    "",
  ].join("\n")
}

/** A notification has what came in, and what takes it back. */
const creditsOf = (statement: Statement): Statement => ({
  ...statement,
  rows: statement.rows.filter(({ amount, reversal }) => amount > 0 || reversal),
})

const statementParts = (statement: Statement, message: Message): ReadonlyArray<string> => {
  const { id, iban, currency, creditor, day, opening, closing, rows } = statement
  return [
    element("Id", id),
    element("ElctrncSeqNb", id),
    element("CreDtTm", instant(day + Statements.madeAfter)),
    element("FrToDt", [element("FrDtTm", instant(day)), element("ToDtTm", instant(day + 86_399_000))]),
    element("Acct", [
      element("Id", [element("IBAN", iban)]),
      element("Ccy", currency),
      element("Ownr", [element("Nm", creditor.name)]),
    ]),
    ...(message.kind === "camt.053" ? [balance("OPBD", opening, statement), balance("CLBD", closing, statement)] : []),
    ...rows.map((row) => element("Ntry", entryParts(row, message))),
  ]
}

const balance = (code: string, amount: number, { currency, day }: Statement): string =>
  element("Bal", [
    element("Tp", [element("CdOrPrtry", [element("Cd", code)])]),
    money(amount, currency),
    direction(amount),
    element("Dt", [element("Dt", date(day))]),
  ])

const entryParts = (row: BankRow, { version }: Message): ReadonlyArray<string> => [
  money(row.amount, row.currency),
  direction(row.amount),
  ...(row.reversal ? [element("RvslInd", "true")] : []),
  element("Sts", version === "02" ? "BOOK" : [element("Cd", "BOOK")]),
  element("BookgDt", [element("Dt", date(row.day))]),
  element("ValDt", [element("Dt", date(row.day))]),
  ...(row.bankReference === undefined ? [] : [element("AcctSvcrRef", row.bankReference)]),
  element("BkTxCd", [
    element("Domn", [
      element("Cd", "PMNT"),
      element("Fmly", [element("Cd", row.amount < 0 && !row.reversal ? "ICDT" : "RCDT"), element("SubFmlyCd", "DMCT")]),
    ]),
  ]),
  element("NtryDtls", [
    ...(row.detailed ? [element("Btch", [element("NbOfTxs", String(row.payouts.length))])] : []),
    ...(row.detailed
      ? row.payouts.map(({ amount }) => details(row, version, amount))
      : [details(row, version, undefined)]),
  ]),
]

/** One transaction of an entry, with its amount where the entry lists several. */
const details = (row: BankRow, version: Message["version"], amount: number | undefined): string => {
  const stated = amount === undefined ? undefined : money(amount, row.currency)
  const name = [element("Nm", row.payouts.length > 0 ? Account.amili.name : "Exempelkund AB")]
  const party = version === "02" ? name : [element("Pty", name)]
  const role = row.amount < 0 ? "Cdtr" : "Dbtr"
  const account = element("Othr", [
    element("Id", row.payouts.length > 0 ? Account.amili.bankgiro : "9998877"),
    element("SchmeNm", [element("Prtry", "BGNR")]),
  ])
  return element("TxDtls", [
    element("Refs", [element("EndToEndId", "NOTPROVIDED")]),
    ...(stated === undefined
      ? []
      : version === "02"
        ? [element("AmtDtls", [element("TxAmt", [stated])])]
        : [stated, direction(amount ?? 0)]),
    element("RltdPties", [element(role, party), element(`${role}Acct`, [element("Id", [account])])]),
    element("RmtInf", [
      row.text.includes(" ")
        ? element("Ustrd", row.text)
        : element("Strd", [element("CdtrRefInf", [element("Ref", row.text)])]),
    ]),
  ])
}

const money = (amount: number, currency: string): string => {
  const digits = String(Math.abs(amount)).padStart(3, "0")
  return element("Amt", `${digits.slice(0, -2)}.${digits.slice(-2)}`, ` Ccy="${currency}"`)
}

const direction = (amount: number): string => element("CdtDbtInd", amount < 0 ? "DBIT" : "CRDT")
const date = (at: number): string => new Date(at).toISOString().slice(0, 10)
const instant = (at: number): string => new Date(at).toISOString().slice(0, 19)
