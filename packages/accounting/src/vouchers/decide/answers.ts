/** What a person answers: whether to approve a voucher, whether a claim is lost, a VAT rate, an exchange rate. Pure. */
import * as BigDecimal from "effect/BigDecimal"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import type { Deciding, QuestionRow } from "../journal/Decisions.ts"

/** A row of an edited workbook or CSV file: the number of a voucher or a question, and what was written beside it. */
export interface Answer {
  readonly number: string
  readonly text: string
  /** Where it stands, for messages: `row 12`. */
  readonly place: string
}

const yes = new Set(["ja", "j", "yes", "y", "x", "ok", "godkänn"])
const no = new Set(["nej", "n", "no"])

/** Whether the voucher is approved; none where the text says neither. */
export const isYes = (text: string): Option.Option<boolean> => {
  const word = text.trim().toLowerCase()
  return yes.has(word) ? Option.some(true) : no.has(word) ? Option.some(false) : Option.none()
}

/** What an answer decides about a question, or what may be answered. */
export const decidingOf = (question: QuestionRow, text: string): Either.Either<Deciding, string> => {
  const { event, kind, source_id } = question
  const of = { kind, source_id, event }
  switch (question.cause) {
    case "loss":
      return Option.match(isYes(text), {
        onNone: () => Either.left("answer yes or no: whether it is a loss"),
        onSome: (isLoss) => Either.right({ ...of, what: "loss", value: isLoss ? "yes" : "no" }),
      })
    case "vat_rate": {
      const rate = text.replace("%", "").trim()
      return ["25", "12", "6", "0"].includes(rate)
        ? Either.right({ ...of, what: "vat", value: rate })
        : Either.left("answer a VAT rate: 25, 12, 6 or 0")
    }
    case "currency": {
      const [, rate = "", basis = ""] = /^\s*(\d+(?:[.,]\d+)?)\s+(\S.*)$/.exec(text) ?? []
      const value = BigDecimal.fromString(rate.replace(",", "."))
      return kind !== "transfer" && basis !== "" && Option.exists(value, BigDecimal.isPositive)
        ? Either.right({ ...of, what: "rate", value: rate.replace(",", "."), basis: basis.trim() })
        : Either.left(
            kind === "transfer"
              ? "book this transfer in the accounting program: it cannot be decided here"
              : 'answer the rate and where it comes from, such as "11.2345 Riksbanken 2026-11-05"',
          )
    }
    default:
      return Either.left("add what is missing to the account map: it cannot be decided here")
  }
}
