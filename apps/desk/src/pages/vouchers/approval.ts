/** The form that approves drafts. */
import { markup } from "@amili-cases/accounting/html/markup"
import { amountText, countText } from "@amili-cases/accounting/reconcile/files/headline"
import * as Money from "@amili-cases/core/Money"
import type { Listed } from "@amili-cases/operations/vouchers/list"
import type { Language } from "@amili-cases/sheets/Column"
import * as BigDecimal from "effect/BigDecimal"
import * as Fields from "../../forms/fields.ts"
import * as Form from "../../forms/Form.ts"
import type * as Given from "../../forms/Given.ts"
import { section } from "../../layout/parts.ts"
import { seal } from "./lookup.ts"
import { words } from "./words.ts"

/** The check boxes in the table of drafts belong to it. */
export const formId = "approve"

interface Approval {
  /** Of the page: where only others are shown there is no form. */
  readonly state: Listed["state"] | undefined
  readonly given: Given.Given
  /** The page itself, to be shown again after a mistake. */
  readonly action: string
  readonly language: Language
}

export const approval = (rows: ReadonlyArray<Listed>, { action, given, language, state }: Approval) => {
  const drafts = rows.filter(({ state }) => state === "draft")
  if (drafts.length === 0 || (state !== undefined && state !== "draft")) return undefined
  return section(words.approve[language], [
    markup`<p class="note">${words.approveNote[language]}</p>`,
    Form.changing({
      id: formId,
      action,
      language,
      given,
      submit: words.approve[language],
      fields: [
        markup`<input type="hidden" name="seen" value="${seal(rows)}" />`,
        Fields.tick({
          name: "all",
          label: words.approveAll[language](countText(drafts.length, language), sumsOf(drafts, language)),
          hint: words.approveAllHint[language],
          given,
        }),
      ],
    }),
  ])
}

/** What they add up to in each currency. */
const sumsOf = (rows: ReadonlyArray<Listed>, language: Language): string => {
  const sums = new Map<string, BigDecimal.BigDecimal>()
  for (const { amount, currency } of rows)
    sums.set(currency, BigDecimal.sum(sums.get(currency) ?? zero, BigDecimal.unsafeFromString(amount)))
  return [...sums].map(([currency, sum]) => `${amountText(Money.toMinor(sum), language)} ${currency}`).join(", ")
}

const zero = BigDecimal.fromBigInt(0n)
