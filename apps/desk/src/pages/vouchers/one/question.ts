/** One thing that only a person can decide. */
import { foreign, markup } from "@amili-cases/accounting/html/markup"
import { decidingOf } from "@amili-cases/accounting/vouchers/decide/answers"
import * as Change from "@amili-cases/accounting/vouchers/decide/change"
import { causes } from "@amili-cases/accounting/vouchers/files/words"
import type { QuestionRow } from "@amili-cases/accounting/vouchers/journal/Decisions"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import type { Language } from "@amili-cases/sheets/Column"
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { freshForm } from "../../../forms/decider.ts"
import * as Fields from "../../../forms/fields.ts"
import * as Form from "../../../forms/Form.ts"
import * as Given from "../../../forms/Given.ts"
import { Once } from "../../../forms/Once.ts"
import * as Addresses from "../../../layout/addresses.ts"
import * as Page from "../../../layout/Page.ts"
import { facts } from "../../../layout/parts.ts"
import { owner } from "../../../profile/Owner.ts"
import { Profile } from "../../../profile/Profile.ts"
import { Refused } from "../../../server/Refused.ts"
import { Visit } from "../../../server/Visit.ts"
import * as Shown from "../../../words/shown.ts"
import { questions } from "../lookup.ts"
import { words } from "./words.ts"

const gone = new Refused({ status: 404, message: words.gone, hint: words.goneHint })

const asked = Effect.gen(function* () {
  const { number } = yield* HttpRouter.params
  const found = (yield* questions).find(({ id }) => id === number)
  return found ?? (yield* gone)
})

const page = (question: QuestionRow, given: Given.Given, status = 200) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const profile = (yield* Profile).name
    const { amount, case_id, cause, currency, id, invoice, kind, source_id, why } = question
    const answer = answerOf(question, given, language)
    return yield* Page.make({
      title: words.question[language],
      status,
      body: [
        markup`<p>${foreign(why)}</p>`,
        facts([
          [words.cause[language], causes[cause][language]],
          [
            words.amount[language],
            amount === null ? undefined : `${Shown.decimal(amount, language)} ${currency ?? ""}`,
          ],
          [words.invoice[language], invoice === null ? undefined : foreign(invoice)],
          [words.kind[language], markup`${words[kind][language]} ${foreign(source_id)}`],
          [
            words.caseId[language],
            case_id === null
              ? undefined
              : markup`<a href="${Addresses.of(profile, `/cases/${case_id}`)}">${case_id}</a>`,
          ],
        ]),
        answer === undefined
          ? markup`<p>${words.notHere[language]} <a href="${Addresses.of(profile, "/vouchers/map")}">${words.toMap[language]}</a></p>`
          : Form.changing({
              action: Addresses.of(profile, `/vouchers/questions/${id}`),
              language,
              given,
              submit: words.decide[language],
              fields: answer,
            }),
      ],
    })
  })

/** The field of the answer; undefined where there is none to give here. */
const answerOf = ({ cause, kind }: QuestionRow, given: Given.Given, language: Language) => {
  const field = { name: "answer", wrong: words.answerWrong[language], required: true, given } as const
  switch (cause) {
    case "loss":
      return Fields.choice({
        ...field,
        label: words.answerLoss[language],
        choices: [
          { value: "", label: "" },
          { value: "yes", label: words.yes[language] },
          { value: "no", label: words.no[language] },
        ],
      })
    case "vat_rate":
      return Fields.choice({
        ...field,
        label: words.answerVat[language],
        choices: ["", "25", "12", "6", "0"].map((value) => ({ value, label: value })),
      })
    case "currency":
      return kind === "transfer"
        ? undefined
        : Fields.text({ ...field, label: words.answerRate[language], hint: words.answerRateHint[language] })
    default:
      return undefined
  }
}

export const question = Effect.flatMap(Effect.all([asked, freshForm()]), ([question, given]) => page(question, given))

const Answered = Schema.Struct({ ...Form.Decided, answer: Schema.String })

export const decide = Effect.gen(function* () {
  const profile = (yield* Profile).name
  const { number = "" } = yield* HttpRouter.params
  const read = yield* Given.read(Answered)
  if (Either.isLeft(read)) return yield* page(yield* asked, read.left, 422)
  const { answer, by, form, reason } = read.right
  const { run } = yield* Once
  return yield* run(
    form,
    Effect.gen(function* () {
      const question = yield* asked
      if (Either.isLeft(decidingOf(question, answer))) return yield* new NoAnswer({ question })
      yield* KnownJournal.changing(yield* owner, ({ out: folder, profile }) =>
        Change.decide({ profile, folder }, [{ number, text: answer, place: "the form" }], { by, reason }),
      )
      return Page.seeOther(Addresses.of(profile, "/vouchers", { state: "question" }))
    }),
  ).pipe(
    Effect.catchTag("NoAnswer", ({ question }) =>
      page(question, { values: { answer, by, form, reason }, wrong: new Set(["answer"]) }, 422),
    ),
  )
})

/** The answer does not fit the question: it is asked again. */
class NoAnswer extends Data.TaggedError("NoAnswer")<{ readonly question: QuestionRow }> {}
