/** What runs over payouts keep in the journal: events of lines and of payouts, and what the next run goes on from. */
import type { Records, Statement } from "@amili-cases/export-engine/dataset/Dataset"
import { QuarantineLog } from "@amili-cases/export-engine/journal/QuarantineLog"
import type { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { dayOfIso } from "@amili-cases/export-engine/run/Instant"
import type { LineEvent } from "./events/LineEvent.ts"
import type { PayoutEvent } from "./events/PayoutEvent.ts"
import { LineEvents } from "./journal/LineEvents.ts"
import { PayoutEvents } from "./journal/PayoutEvents.ts"
import { Standing } from "./journal/Standing.ts"
import * as DataHash from "./ledger/DataHash.ts"

export const records: Effect.Effect<Records, never, SqlClient> = Effect.gen(function* () {
  const lines = yield* LineEvents
  const payouts = yield* PayoutEvents
  const standing = yield* Standing
  const quarantine = yield* QuarantineLog

  const said = (from: "abandoned" | "counted", profile: string, wanted: string) =>
    Effect.zipWith(
      lines.history(from, profile, wanted),
      payouts.history(from, profile, wanted),
      (ofLines, ofPayouts) => [...ofPayouts.map(ofPayout), ...ofLines.map(ofLine)],
    )

  const made: Records = {
    commit: ({ profile, serial }) => standing.write(profile, serial),
    forget: ({ profile, serial }) => Effect.zipRight(lines.forget(profile, serial), payouts.forget(profile, serial)),
    abandon: ({ profile, serial }) => Effect.zipRight(lines.abandon(profile, serial), payouts.abandon(profile, serial)),
    hash: ({ dataset, profile, serial }) =>
      Effect.gen(function* () {
        const hash = DataHash.make()
        yield* Stream.runForEach(lines.ofRun(profile, serial), (event) => Effect.sync(() => hash.line(event)))
        yield* Stream.runForEach(payouts.ofRun(profile, serial), (event) => Effect.sync(() => hash.payout(event)))
        for (const { fingerprint } of yield* quarantine.ofRun(profile, dataset, serial)) hash.doubt(fingerprint)
        return hash.digest()
      }),
    history: (profile, wanted) => said("counted", profile, wanted),
    abandoned: (profile, wanted) => said("abandoned", profile, wanted),
  }
  return made
}).pipe(Effect.provide([LineEvents.Default, PayoutEvents.Default, Standing.Default, QuarantineLog.Default]))

const ofLine = (event: LineEvent): Statement => ({
  subject: event.lineId,
  serial: event.serial,
  kind: event.kind,
  detail: [
    `line: ${event.category ?? "no category"}`,
    event.article ?? "no article",
    amountOf(event),
    ...(event.invoiceNumber === null ? [] : [`invoice ${event.invoiceNumber}`]),
    ...(event.caseId === null ? [] : [`case ${event.caseId}`]),
    ...payoutOf(event),
    ...(event.reversedBy === null ? [] : [`reversed by ${event.reversedBy}`]),
    ...correctsOf(event),
  ].join(", "),
})

const ofPayout = (event: PayoutEvent): Statement => ({
  subject: event.payoutId,
  serial: event.serial,
  kind: event.kind,
  detail: [
    `payout: ${event.category ?? "no category"}`,
    amountOf(event),
    ...payoutOf(event),
    event.status ?? "no status",
    ...correctsOf(event),
  ].join(", "),
})

const amountOf = ({ currency, total }: LineEvent | PayoutEvent) => `${total ?? "no total"} ${currency ?? ""}`.trim()

const payoutOf = ({ payoutDate, payoutReference }: LineEvent | PayoutEvent) =>
  payoutDate === null ? [] : [`payout ${dayOfIso(payoutDate)} ${payoutReference ?? ""}`.trim()]

const correctsOf = ({ corrects }: LineEvent | PayoutEvent) => (corrects === null ? [] : [`corrects run ${corrects}`])
