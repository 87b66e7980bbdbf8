/** Closed cases that are exported automatically, by `amili-export` on this machine. */
import { markup, type Part } from "@amili-cases/accounting/html/markup"
import * as Schedule from "@amili-cases/app-kit/schedule/Schedule"
import * as Status from "@amili-cases/app-kit/schedule/Status"
import type { Step } from "@amili-cases/app-kit/schedule/Steps"
import * as Scheduling from "@amili-cases/operations/schedule/Scheduling"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Fields from "../../forms/fields.ts"
import * as Form from "../../forms/Form.ts"
import * as Given from "../../forms/Given.ts"
import { Once } from "../../forms/Once.ts"
import * as Addresses from "../../layout/addresses.ts"
import * as Layers from "../../Layers.ts"
import * as Page from "../../layout/Page.ts"
import { message, section } from "../../layout/parts.ts"
import { owner } from "../../profile/Owner.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import { words } from "./words.ts"

const dataset = "closed"

const Asked = Schema.Struct({
  ...Form.Started,
  every: Schema.Literal("none", ...Schedule.rhythms),
  at: Schema.optionalWith(Schema.Trim.pipe(Schema.filter((text) => Schedule.timeOf(text) !== undefined)), {
    default: () => "06:30",
  }),
})

/** What stands in the fields at first: the schedule that there is. */
export const usual = Effect.gen(function* () {
  const { name } = yield* Profile
  const status = yield* Status.of({ profile: name, dataset })
  return { every: "none", at: "06:30", ...(status && Schedule.partsOf(status.when)) }
})

export const form = (given: Given.Given) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const { name } = yield* Profile
    const status = yield* Status.of({ profile: name, dataset })
    return section(words.schedule[language], [
      markup`<p class="note">${words.scheduleNote[language]}</p>`,
      status === undefined
        ? undefined
        : message("good", markup`<p>${Schedule.asSpoken(status.when, language)}, ${status.means}</p>`),
      Form.starting({
        action: Addresses.of(name, "/settings/schedule"),
        language,
        given,
        fields: [
          Fields.choice({
            name: "every",
            label: words.every[language],
            choices: (["none", ...Schedule.rhythms] as const).map((value) => ({
              value,
              label: words[value][language],
            })),
            given,
          }),
          Fields.text({ name: "at", label: words.at[language], wrong: words.atWrong[language], given }),
        ],
        submit: words.save[language],
      }),
    ])
  })

export const scheduled = <E, R>(again: (given: Given.Given) => Effect.Effect<Page.Answer, E, R>) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const { name } = yield* Profile
    const sent = yield* Given.read(Asked)
    if (Either.isLeft(sent)) return yield* again(sent.left)
    const { at, every, form } = sent.right
    const { run } = yield* Once
    return yield* run(
      form,
      Effect.gen(function* () {
        const { profile } = yield* owner
        const { notes, steps } =
          every === "none"
            ? { notes: [], steps: yield* Scheduling.remove({ profile: name, dataset }) }
            : yield* Scheduling.install(profile, { at, dataset, every, program: Layers.exportProgram() })
        return yield* Page.make({
          title: words.settings[language],
          body: [
            message("good", markup`<p>${words.scheduled[language]}</p>`),
            notes.map((note) => markup`<p>${note[language]}</p>`),
            steps.map((step) => typed(step, words.typeThis[language])),
            markup`<p><a href="${Addresses.of(name, "/settings")}">${words.settings[language]}</a></p>`,
          ],
        })
      }),
    )
  })

/** What only a person can do, on Windows. */
const typed = (step: Step, say: string): Part =>
  step._tag === "Type" ? markup`<p>${say}</p><pre tabindex="0">${step.command}</pre>` : undefined
