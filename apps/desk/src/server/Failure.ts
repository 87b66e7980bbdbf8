/** A page for everything that goes wrong: what happened and what to do, never where in the program. */
import * as Report from "@amili-cases/app-kit/process/Report"
import type { Language } from "@amili-cases/sheets/Column"
import type * as HttpApp from "@effect/platform/HttpApp"
import type { HttpServerResponse } from "@effect/platform/HttpServerResponse"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Predicate from "effect/Predicate"
import { failureOf } from "../words/failure.ts"
import * as Page from "../layout/Page.ts"
import { markup } from "@amili-cases/accounting/html/markup"
import { Refused } from "./Refused.ts"
import { Visit } from "./Visit.ts"
import { words } from "./words.ts"

/** What failed below becomes a page with the fitting status. */
export const pages = <E, R>(app: HttpApp.Default<E, R>): HttpApp.Default<never, R | Visit> =>
  Effect.catchAllCause(app, (cause) =>
    Either.match(Cause.failureOrCause(cause), {
      onLeft: (error) => Effect.flatMap(Visit, ({ language }) => pageOf(shownOf(error, language))),
      onRight: (defect) => (Cause.isInterruptedOnly(defect) ? Effect.failCause(defect) : broken(defect)),
    }),
  )

interface Shown {
  readonly status: number
  readonly message: string
  readonly hint: string | undefined
}

const pageOf = ({ hint, message, status }: Shown): Effect.Effect<HttpServerResponse, never, Visit> =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    return yield* Page.make({
      status,
      title: status === 401 ? words.signedOut[language] : words.failed[language],
      body: markup`<div class="message bad" role="alert">
        <p>${message}</p>
        ${hint === undefined ? undefined : markup`<p><strong>${words.next[language]}</strong> ${hint}</p>`}
      </div>`,
    })
  })

const shownOf = (error: unknown, language: Language): Shown => {
  if (error instanceof Refused)
    return { status: error.status, message: error.message[language], hint: error.hint[language] }
  switch (tagOf(error)) {
    case "RouteNotFound":
      return { status: 404, message: words.notFound[language], hint: words.notFoundHint[language] }
    case "NotFound":
      return { status: 404, message: words.nothing[language], hint: words.nothingHint[language] }
    case "MultipartError":
      return Predicate.hasProperty(error, "reason") && /^(Parse|InternalError)$/.test(String(error.reason))
        ? unreadable(language)
        : { status: 413, message: words.tooLarge[language], hint: words.tooLargeHint[language] }
    case "RequestError":
    case "ParseError":
      return unreadable(language)
    default: {
      const { code, hint, message } = failureOf(error, language)
      return { status: tagOf(error) === "NotThere" ? 404 : statusOf(code), message, hint }
    }
  }
}

const unreadable = (language: Language): Shown => ({
  status: 400,
  message: words.unreadable[language],
  hint: words.unreadableHint[language],
})

const tagOf = (error: unknown) => (Predicate.hasProperty(error, "_tag") ? error._tag : undefined)

/** By the exit code that the same failure has on a command line. */
const statusOf = (code: number): number => {
  if (code === 2) return 400
  if (code === 4 || code === 5) return 502
  return code === 6 ? 409 : 500
}

/** A bug is named, and its trace shown to nobody: it may hold what a page must not. */
const broken = (cause: Cause.Cause<never>) => {
  const { hint, message } = Report.ofDefect(Cause.squash(cause), "amili-desk")
  return pageOf({ status: 500, message, hint })
}
