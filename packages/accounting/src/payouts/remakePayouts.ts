/** Writes the files of a run over payouts again: what it had seen, judged with what the journal knew at each moment. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { Remaking } from "@amili-cases/export-engine/dataset/Dataset"
import * as RunFiles from "@amili-cases/export-engine/dataset/RunFiles"
import * as Archive from "@amili-cases/export-engine/evidence/Archive"
import * as Batches from "@amili-cases/export-engine/run/Batches"
import { archiveName } from "@amili-cases/export-engine/run/Staging"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { filesOptions } from "../cases/remaking.ts"
import { payoutsOutput } from "./files/PayoutsOutput.ts"
import * as Memory from "./ledger/Memory.ts"
import * as PayoutsLedger from "./ledger/PayoutsLedger.ts"
import { type Observation, parse } from "./Observation.ts"

export const remake = (remaking: Remaking) =>
  Effect.gen(function* () {
    const { archive, base, run } = remaking
    const files = yield* RunFiles.open(payoutsOutput, filesOptions(remaking))
    const ledger = PayoutsLedger.make({
      profile: run.profile,
      today: CalendarDay.of(DateTime.unsafeMake(run.started_at)),
      memory: yield* Memory.before(run.profile),
      serial: run.serial,
      begin: Effect.succeed({
        place: { serial: run.serial },
        write: files.write,
        archive: () => Effect.void,
        archiveName: archiveName(base),
      }),
    })
    yield* forEachBatch(archive, ledger.add)
    yield* files.finish({ dataHash: ledger.dataHash() })
  })

/** What a run had seen, in its order. */
export const forEachBatch = <E, R>(
  archive: string,
  take: (observations: ReadonlyArray<Observation>) => Effect.Effect<void, E, R>,
) => Archive.read(archive).pipe(Batches.forEach((texts) => take(texts.flatMap((text) => parse(text) ?? []))))
