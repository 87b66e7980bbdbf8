/** What people decided about vouchers, told as every other decision. */
import type { DecisionRow, What } from "../../vouchers/journal/Decisions.ts"
import type { Decided } from "./Decided.ts"

const verbs: Readonly<Record<What, string>> = {
  approve: "godkändes",
  reverse: "vändes",
  withdraw: "drogs tillbaka",
  loss: "avgjordes som förlust",
  vat: "fick momssats",
  rate: "fick växelkurs",
}

export const toldOf = ({
  basis,
  decided_at,
  decided_by,
  event,
  kind,
  reason,
  source_id,
  value,
  voucher_id,
  what,
}: DecisionRow): Decided => {
  const subject =
    voucher_id === null
      ? `Händelsen ${[kind, source_id, event].filter((part) => part !== null).join(" ")}`
      : `Verifikation ${voucher_id}`
  const answer = value === null ? "" : what === "reverse" ? ` genom ${value}` : `: ${answers[value] ?? value}`
  return {
    at: decided_at,
    by: decided_by,
    reason,
    what: `${subject} ${verbs[what]}${answer}${basis === null ? "" : ` (enligt ${basis})`}.`,
  }
}

const answers: Readonly<Record<string, string>> = { yes: "ja", no: "nej" }
