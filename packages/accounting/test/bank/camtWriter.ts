/** Writes camt messages, to read them back: what the standard asks for, and nothing that is not read. */

export interface WrittenEntry {
  readonly amount: string
  readonly currency?: string
  readonly direction?: "CRDT" | "DBIT"
  readonly reversal?: boolean
  readonly status?: string
  readonly bookedOn?: string
  readonly valueOn?: string
  readonly reference?: string
  readonly details?: ReadonlyArray<WrittenDetails>
}

export interface WrittenDetails {
  readonly amount?: string
  readonly endToEndId?: string
  readonly reference?: string
  readonly message?: string
  readonly debtor?: string
  /** A bankgiro number. */
  readonly debtorAccount?: string
}

export interface WrittenStatement {
  readonly id?: string
  readonly createdOn?: string
  readonly account?: string
  readonly currency?: string
  readonly opening?: string
  readonly closing?: string
  readonly entries: ReadonlyArray<WrittenEntry>
}

export type Version = "053.001.02" | "053.001.08" | "054.001.02" | "054.001.08"

export const message = (version: Version, ...statements: ReadonlyArray<WrittenStatement>): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${document(version, statements)}`

export const document = (version: Version, statements: ReadonlyArray<WrittenStatement>): string => {
  const [kind, body] = version.startsWith("053") ? ["Stmt", "BkToCstmrStmt"] : ["Ntfctn", "BkToCstmrDbtCdtNtfctn"]
  const content = statements.map((statement) => `<${kind}>\n${statementXml(version, statement)}</${kind}>\n`).join("")
  return `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${version}">\n<${body}>\n${content}</${body}>\n</Document>\n`
}

const statementXml = (version: Version, statement: WrittenStatement): string => {
  const { account = "SE4550000000058398257466", createdOn = "2026-11-30", currency = "SEK", id = "1" } = statement
  return [
    `<Id>${escape(id)}</Id>\n<CreDtTm>${createdOn}T22:00:00</CreDtTm>\n`,
    `<Acct><Id><IBAN>${account}</IBAN></Id><Ccy>${currency}</Ccy></Acct>\n`,
    balance("OPBD", currency, statement.opening),
    balance("CLBD", currency, statement.closing),
    ...statement.entries.map((entry) => entryXml(version, entry)),
  ].join("")
}

const balance = (code: string, currency: string, amount: string | undefined): string =>
  amount === undefined
    ? ""
    : `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${amount.replace("-", "")}</Amt>` +
      `<CdtDbtInd>${amount.startsWith("-") ? "DBIT" : "CRDT"}</CdtDbtInd><Dt><Dt>2026-11-30</Dt></Dt></Bal>\n`

const entryXml = (version: Version, entry: WrittenEntry): string => {
  const { currency = "SEK", direction = "CRDT", status = "BOOK" } = entry
  return [
    `<Ntry>\n<Amt Ccy="${currency}">${entry.amount}</Amt>\n<CdtDbtInd>${direction}</CdtDbtInd>\n`,
    optional("RvslInd", entry.reversal?.toString()),
    version.endsWith("02") ? `<Sts>${status}</Sts>\n` : `<Sts><Cd>${status}</Cd></Sts>\n`,
    entry.bookedOn === undefined ? "" : `<BookgDt><Dt>${entry.bookedOn}</Dt></BookgDt>\n`,
    entry.valueOn === undefined ? "" : `<ValDt><Dt>${entry.valueOn}</Dt></ValDt>\n`,
    optional("AcctSvcrRef", entry.reference),
    entry.details === undefined
      ? ""
      : `<NtryDtls>\n${entry.details.map((details) => detailsXml(version, currency, details)).join("")}</NtryDtls>\n`,
    "</Ntry>\n",
  ].join("")
}

const detailsXml = (version: Version, currency: string, details: WrittenDetails): string => {
  const amount = details.amount === undefined ? "" : `<Amt Ccy="${currency}">${details.amount}</Amt>`
  const name = optional("Nm", details.debtor)
  return [
    "<TxDtls>\n<Refs>",
    optional("EndToEndId", details.endToEndId),
    "</Refs>\n",
    version.endsWith("02") && amount !== "" ? `<AmtDtls><TxAmt>${amount}</TxAmt></AmtDtls>\n` : amount,
    "<RltdPties>",
    version.endsWith("02") ? `<Dbtr>${name}</Dbtr>` : `<Dbtr><Pty>${name}</Pty></Dbtr>`,
    details.debtorAccount === undefined
      ? ""
      : `<DbtrAcct><Id><Othr><Id>${details.debtorAccount}</Id><SchmeNm><Prtry>BGNR</Prtry></SchmeNm></Othr></Id></DbtrAcct>`,
    "</RltdPties>\n<RmtInf>",
    optional("Ustrd", details.message),
    details.reference === undefined
      ? ""
      : `<Strd><CdtrRefInf>${optional("Ref", details.reference)}</CdtrRefInf></Strd>`,
    "</RmtInf>\n</TxDtls>\n",
  ].join("")
}

const optional = (name: string, text: string | undefined): string =>
  text === undefined ? "" : `<${name}>${escape(text)}</${name}>\n`

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\r", "&#13;")
