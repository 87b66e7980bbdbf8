/** How far the work of a profile has come, on any page. It keeps itself current, with events or, without script, by loading again. */
import { type Markup, markup } from "@amili-cases/accounting/html/markup"
import type { Language } from "@amili-cases/sheets/Column"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Addresses from "../layout/addresses.ts"
import { message } from "../layout/parts.ts"
import { Profile } from "../profile/Profile.ts"
import { Visit } from "../server/Visit.ts"
import * as Shown from "../words/shown.ts"
import type { Count, Job } from "./Job.ts"
import { Jobs } from "./Jobs.ts"
import { words } from "./words.ts"

export interface Panel {
  /** Nothing where no work has been done since the desk was started. */
  readonly body: Markup | undefined
  /** For `Page.make`: seconds after which a browser without script loads the page again. */
  readonly reload: number | undefined
}

/** The panel of the profile of the page. When the work has ended, all of the page is shown as it is then. */
export const panel: Effect.Effect<Panel, never, Jobs | Profile | Visit> = Effect.gen(function* () {
  const { name } = yield* Profile
  const { address, language } = yield* Visit
  const job = Option.getOrUndefined(yield* (yield* Jobs).of(name))
  if (job === undefined) return { body: undefined, reload: undefined }
  const inner = contents(job, language)
  if (job.state._tag !== "Running")
    return { body: markup`<section class="job" id="job">${inner}</section>`, reload: undefined }
  const events = Addresses.of(name, "/job/events")
  return {
    reload: 2,
    body: markup`<section class="job" id="job">
      <div hx-ext="sse" sse-connect="${events}" sse-close="end">
        <div sse-swap="progress">${inner}</div>
        <div hx-get="${address}" hx-trigger="sse:end" hx-target="main" hx-select="main" hx-swap="outerHTML"></div>
      </div>
      <form method="post" action="${Addresses.of(name, "/job/cancel")}"><input type="hidden" name="back" value="${address}" /><button>${words.cancel[language]}</button></form>
    </section>`,
  }
})

/** What the panel says, without what surrounds it. */
export const contents = (job: Job, language: Language): Markup =>
  markup`<h2>${job.title[language]}</h2><p class="note">${words.started[language](Shown.instant(job.startedAt))}</p>${stateOf(
    job,
    language,
  )}${job.notes.length === 0 ? undefined : markup`<ul>${job.notes.map((note) => markup`<li>${note[language]}</li>`)}</ul>`}`

const stateOf = ({ counts, state }: Job, language: Language): Markup => {
  switch (state._tag) {
    case "Running":
      return markup`<p role="status"><strong>${words.running[language]}</strong></p>${counts.map((count) => counted(count, language))}`
    case "Done":
      return markup`${state.shown(language)}`
    case "Failed": {
      const report = language === "sv" ? (state.swedish ?? state.report) : state.report
      return message("bad", [
        markup`<p><strong>${words.failed[language]}:</strong> ${report.message}</p>`,
        report.hint === undefined ? undefined : markup`<p><strong>${words.next[language]}</strong> ${report.hint}</p>`,
      ])
    }
    case "Cancelled":
      return message(
        "note",
        markup`<p><strong>${words.cancelled[language]}.</strong> ${words.cancelledNote[language]}</p>`,
      )
  }
}

const counted = ({ perSecond, read, total, what: named }: Count, language: Language): Markup => {
  const what = named[language]
  const shown = (value: number) => Shown.count(value, language)
  // A portfolio that grows meanwhile may hold more than it did.
  const most = total === undefined ? undefined : Math.max(read, total)
  const amount =
    most === undefined
      ? words.read[language](shown(read), what)
      : words.readOf[language](shown(read), shown(most), what)
  const left = most === undefined || perSecond === undefined || most === read ? undefined : (most - read) / perSecond
  const pace = [
    ...(perSecond === undefined
      ? [words.waiting[language]]
      : [words.rate[language](shown(perSecond < 10 ? Math.round(perSecond * 10) / 10 : Math.round(perSecond)))]),
    ...(left === undefined ? [] : [words.left[language](Shown.duration(left))]),
  ]
  return markup`<p>${most === undefined ? undefined : markup`<progress value="${read}" max="${most}" aria-label="${what}"></progress>`} ${[amount, ...pace].join(", ")}</p>`
}
