/** A run over the open portfolio: a picture of it at one moment, with what needs a person beside it. */
import * as Progress from "@amili-cases/app-kit/terminal/Progress"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { Case } from "@amili-cases/core/Case"
import type { CreditorId } from "@amili-cases/core/CreditorId"
import type { Document } from "@amili-cases/core/Document"
import { Effect } from "effect"
import { fromOpen } from "../format/Row.ts"
import { scopeOf } from "../journal/Checkpoints.ts"
import { Machine } from "../journal/Machine.ts"
import { Runs } from "../journal/Runs.ts"
import { type OpenCase, OpenCases } from "../journal/OpenCases.ts"
import * as Batches from "./Batches.ts"
import * as Bridge from "./Bridge.ts"
import { factsOf } from "./Facts.ts"
import { Folder } from "./Folder.ts"
import * as Groups from "./Groups.ts"
import { isoOf } from "./Instant.ts"
import * as MaskedSource from "./MaskedSource.ts"
import * as Naming from "./Naming.ts"
import * as OpenStaging from "./OpenStaging.ts"
import type { Outcome } from "./Outcome.ts"
import { Reading, Wanted } from "./Reading.ts"
import * as RunHandle from "./RunHandle.ts"
import type { RunSettings } from "./RunSettings.ts"
import * as SameApi from "./SameApi.ts"
import * as Session from "./Session.ts"

export interface Request {
  readonly settings: RunSettings
  readonly creditors: ReadonlyArray<CreditorId>
}

export const run = ({ creditors, settings }: Request) =>
  Effect.gen(function* () {
    const { folder, privacy, profile } = settings
    const { recovered, token } = yield* Session.open(settings)
    const reading = yield* Reading
    const machine = yield* Machine
    const runs = yield* Runs
    const openCases = yield* OpenCases
    const startedAt = yield* reading.now
    const today = CalendarDay.of(startedAt)
    const scope = scopeOf(creditors)
    yield* SameApi.checkCompany(profile)
    const handle = yield* RunHandle.begin({
      profile,
      dataset: "open",
      token,
      machine: machine.id,
      folder,
      scope,
      started_at: isoOf(startedAt),
      window_from: null,
      window_until: null,
      changed_since: null,
      floor: null,
    })
    const { serial } = handle.run
    const base = Naming.base(profile, "open", serial, startedAt)
    const staging = yield* OpenStaging.open({ settings, creditors, startedAt, serial, base, folder })
    const readingScope = { creditors, debtors: privacy !== "none" }
    const groups = yield* Groups.count(readingScope)

    const take = (documents: ReadonlyArray<Document<Case>>) =>
      Effect.gen(function* () {
        const { cases, unreadable } = OpenStaging.apart(documents)
        yield* runs.whileOurs(handle.run, openCases.add({ profile, scope, serial }, cases.map(toOpenCase)))
        yield* staging.rows(cases.map((value) => fromOpen(value, today, { privacy })))
        yield* staging.unreadable(unreadable)
        yield* staging.raw(documents.map(({ source }) => (privacy === "masked" ? MaskedSource.mask(source) : source)))
      })

    yield* reading
      .walk(Wanted.Open(), readingScope)
      .pipe(Progress.counted("open cases", Effect.succeedSome(groups.open)), Batches.forEach(take))
    const bridge = yield* Bridge.build(handle.run)
    const sealed = yield* OpenStaging.seal(staging, bridge, groups, handle.previous)
    yield* RunHandle.complete(handle, sealed)
    const folders = yield* Folder
    const outcome: Outcome = {
      dataset: "open",
      serial,
      counts: sealed.counts,
      sums: sealed.sums,
      files: sealed.files.map((file) => folders.final(folder, file.name)),
      warnings: sealed.warnings,
      recovered,
      from: undefined,
      until: isoOf(startedAt),
    }
    return outcome
  }).pipe(Effect.scoped)

const toOpenCase = (value: Case): OpenCase => {
  const { amount, currency } = factsOf(value)
  return {
    case_id: value.id,
    state: value.state ?? null,
    currency: currency ?? null,
    amount: amount ?? null,
    created_at: isoOf(value.createdAt),
  }
}
