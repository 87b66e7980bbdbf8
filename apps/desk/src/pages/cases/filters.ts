/** The forms above the table: a number to find, and the selection. */
import { type Markup, markup } from "@amili-cases/accounting/html/markup"
import * as CaseState from "@amili-cases/core/CaseState"
import * as CaseStatus from "@amili-cases/core/CaseStatus"
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import type { Language } from "@amili-cases/sheets/Column"
import * as Fields from "../../forms/fields.ts"
import * as Form from "../../forms/Form.ts"
import * as Given from "../../forms/Given.ts"
import * as Addresses from "../../layout/addresses.ts"
import { words } from "./words.ts"

export const find = (profile: string, language: Language, sought = ""): Markup =>
  Form.asking({
    action: Addresses.of(profile, "/cases/find"),
    submit: words.find[language],
    fields: Fields.text({
      name: "number",
      type: "search",
      label: words.findLabel[language],
      hint: words.findHint[language],
      given: Given.fresh({ number: sought }),
    }),
  })

export const selection = (
  profile: string,
  language: Language,
  given: Given.Given,
  creditors: ReadonlyArray<Fields.Choice>,
): Markup => {
  const say = (word: keyof typeof words & ("creditor" | "max" | "maxAge" | "min" | "minAge" | "status" | "state")) =>
    words[word][language]
  const choices = (known: ReadonlyArray<string>, describe: (word: string, language: Language) => string) => [
    { value: "", label: words.every[language] },
    ...known.map((value) => ({ value, label: describe(value, language) })),
  ]
  const number = (name: "max" | "maxAge" | "min" | "minAge") =>
    Fields.text({
      name,
      label: say(name),
      wrong: name === "min" || name === "max" ? words.amountWrong[language] : words.daysWrong[language],
      given,
    })
  const day = (name: "from" | "to") =>
    Fields.text({ name, type: "date", label: words[name][language], wrong: words.dayWrong[language], given })
  return Form.asking({
    action: Addresses.of(profile, "/cases"),
    submit: words.show[language],
    fields: [
      Fields.choice({
        name: "show",
        label: words.which[language],
        given,
        choices: [
          { value: "open", label: words.open[language] },
          { value: "closed", label: words.closed[language] },
          { value: "all", label: words.every[language] },
        ],
      }),
      creditors.length === 0
        ? Fields.text({ name: "creditor", label: say("creditor"), given })
        : Fields.choice({
            name: "creditor",
            label: say("creditor"),
            given,
            choices: [{ value: "", label: words.every[language] }, ...creditors],
          }),
      Fields.choice({
        name: "state",
        label: say("state"),
        given,
        choices: choices(CaseState.known, CaseState.describe),
      }),
      Fields.choice({
        name: "status",
        label: say("status"),
        given,
        choices: choices(CaseStatus.known, CaseStatus.describe),
      }),
      Fields.choice({
        name: "reason",
        label: words.reason[language],
        given,
        choices: choices(CloseReason.known, CloseReason.describe),
      }),
      Fields.choice({
        name: "class",
        label: words.class[language],
        given,
        choices: [
          { value: "", label: words.every[language] },
          ...SettlementClass.all.map((value) => ({ value, label: SettlementClass.describe(value, language) })),
        ],
      }),
      number("minAge"),
      number("maxAge"),
      number("min"),
      number("max"),
      day("from"),
      day("to"),
      Fields.choice({
        name: "sort",
        label: words.sort[language],
        given,
        choices: [
          { value: "newest", label: words.newest[language] },
          { value: "oldest", label: words.oldest[language] },
          { value: "largest", label: words.largest[language] },
          { value: "changed", label: words.changed[language] },
          { value: "invoice", label: words.invoiceOrder[language] },
        ],
      }),
      markup`<p class="reset"><a href="${Addresses.of(profile, "/cases")}">${words.reset[language]}</a></p>`,
    ],
  })
}
