/** What the panel of a job asks for: events, and an end. */
import { markup } from "@amili-cases/accounting/html/markup"
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import * as Stream from "effect/Stream"
import * as Back from "../forms/back.ts"
import { Profile } from "../profile/Profile.ts"
import { Visit } from "../server/Visit.ts"
import { Jobs } from "./Jobs.ts"
import { contents } from "./panel.ts"

/** Browsers ask again after that: a session that has ended meanwhile gets nothing more. */
const longest = "5 minutes"

/** Browsers open six connections to a server in all: tabs that wait for events must leave some for pages. */
const mostWaiting = 4

/** Too many tabs are told to try again later, which they do by themselves. */
const later = HttpServerResponse.empty({ status: 503 })

const events = Effect.gen(function* () {
  const { language } = yield* Visit
  const { name } = yield* Profile
  const jobs = yield* Jobs
  if ((yield* jobs.watching) >= mostWaiting) return later
  const changes = jobs.watched(name).pipe(
    Stream.takeUntil(({ state }) => state._tag !== "Running"),
    Stream.map((job) => event("progress", markup`${contents(job, language)}`.text)),
    Stream.concat(Stream.make(event("end", ""))),
  )
  // A comment now and then: a connection that is silent for long would be closed.
  const alive = Stream.map(Stream.fromSchedule(Schedule.spaced("15 seconds")), () => ":\n\n")
  return HttpServerResponse.stream(
    changes.pipe(Stream.merge(alive, { haltStrategy: "left" }), Stream.interruptAfter(longest), Stream.encodeText),
    { contentType: "text/event-stream" },
  )
})

const event = (name: string, text: string) =>
  `event: ${name}\n${text
    .split("\n")
    .map((line) => `data: ${line}\n`)
    .join("")}\n`

const cancel = Effect.gen(function* () {
  const { name } = yield* Profile
  yield* (yield* Jobs).cancel(name)
  return yield* Back.where
})

export const routes = HttpRouter.empty.pipe(
  HttpRouter.get("/job/events", events),
  HttpRouter.post("/job/cancel", cancel),
)
