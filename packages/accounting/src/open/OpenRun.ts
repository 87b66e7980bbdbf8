/** A run over the open portfolio: a picture of it at one moment, with what needs a person beside it. */
import { createHash } from "node:crypto"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { CreditorId } from "@amili-cases/core/CreditorId"
import type { Document } from "@amili-cases/core/Document"
import * as CsvFile from "@amili-cases/export-engine/formats/CsvFile"
import { scopeOf } from "@amili-cases/export-engine/journal/Checkpoints"
import { Machine } from "@amili-cases/export-engine/journal/Machine"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import * as Batches from "@amili-cases/export-engine/run/Batches"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import { isoOf } from "@amili-cases/export-engine/run/Instant"
import * as Naming from "@amili-cases/export-engine/run/Naming"
import type { Outcome } from "@amili-cases/export-engine/report/Outcome"
import * as Progress from "@amili-cases/export-engine/report/Progress"
import * as RunHandle from "@amili-cases/export-engine/run/RunHandle"
import type { RunSettings } from "@amili-cases/export-engine/run/RunSettings"
import * as Session from "@amili-cases/export-engine/run/Session"
import * as Staging from "@amili-cases/export-engine/run/Staging"
import * as Effect from "effect/Effect"
import { CaseReader, Wanted } from "../cases/CaseReader.ts"
import type { ExportedCase } from "../cases/ExportedCase.ts"
import { current as edition } from "../cases/Edition.ts"
import * as Groups from "../cases/Groups.ts"
import * as MaskedSource from "../privacy/MaskedSource.ts"
import { fromOpen } from "../cases/Row.ts"
import * as SameCompany from "../cases/SameCompany.ts"
import * as Totals from "../cases/Totals.ts"
import * as Bridge from "./Bridge.ts"
import * as BridgeTable from "./BridgeTable.ts"
import { OpenCases } from "./OpenCases.ts"
import { openOutput } from "./OpenOutput.ts"
import { Trend } from "./trend/Trend.ts"
import { toOpenCase } from "./toOpenCase.ts"
import { bridgeName, lineOf, separate, unreadableRow, warningsOf } from "./documents.ts"

export interface Request {
  readonly settings: RunSettings
  readonly creditors: ReadonlyArray<CreditorId>
}

export const run = ({ creditors, settings }: Request) =>
  Effect.gen(function* () {
    const { folder, language, privacy, profile } = settings
    const { recovered, token } = yield* Session.open(settings)
    const reader = yield* CaseReader
    const machine = yield* Machine
    const runs = yield* Runs
    const folders = yield* Folder
    const openCases = yield* OpenCases
    const startedAt = yield* reader.now
    const today = CalendarDay.of(startedAt)
    const scope = scopeOf(creditors)
    yield* SameCompany.check(profile)
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
    const place = { dataset: "open", settings, creditors, startedAt, serial, base, folder, token }
    const staging = yield* Staging.open(openOutput, place)
    const bridgeFile = yield* CsvFile.make({
      name: bridgeName(base),
      role: "bridge",
      table: BridgeTable.table,
      csv: CsvFile.withAllColumns(settings.csv),
      personal: false,
      staged: staging.staged,
    })
    const readerScope = { creditors, debtors: privacy !== "none" }
    const groups = yield* Groups.count(readerScope)
    const totals = Totals.make()
    const data = createHash("sha256")
    let unread = 0

    const add = (received: ReadonlyArray<Document<ExportedCase>>) =>
      Effect.gen(function* () {
        const documents = privacy === "masked" ? received.map(MaskedSource.masked) : received
        const { cases, unreadable } = separate(documents)
        yield* runs.whileOurs(
          handle.run,
          openCases.add(
            { profile, scope, serial },
            cases.map((value) => toOpenCase(value)),
          ),
        )
        const rows = cases.map((value) => fromOpen(value, today, { privacy }))
        for (const row of rows) {
          const { currency, remainingCapital: amount, state: group } = row
          totals.add({ currency, group, settlementClass: undefined, amount })
          data.update(lineOf(row))
        }
        yield* staging.write("open", rows)
        unread += unreadable.length
        const quarantined = unreadable.map((one) => unreadableRow(one, base, privacy))
        if (quarantined.length > 0) yield* staging.write("quarantine", quarantined)
        yield* staging.archive(documents.map(({ source }) => source))
      })

    yield* reader
      .walk(Wanted.Open(), readerScope)
      .pipe(
        Progress.counted({ en: "open cases", sv: "öppna ärenden" }, Effect.succeedSome(groups.open)),
        Batches.forEach(add),
      )
    const bridge = yield* Bridge.build(handle.run)
    if (bridge !== undefined) yield* bridgeFile.write(bridge.rows)
    const unexplained = bridge?.unexplained ?? 0
    const trend = yield* (yield* Trend).before(handle.run)
    const dataSha256 = data.digest("hex")
    const counts = {
      open: totals.count(),
      quarantined: unread,
      unexplained,
      total: groups.total,
      closedWithDate: groups.dated,
      closedWithoutDate: groups.undated,
      inNoGroup: groups.astray,
    }
    const sums = totals.perCurrency()
    const warnings = warningsOf(base, unexplained, groups.astray)
    const sealed = yield* staging.seal(
      {
        closing: {
          dataHash: dataSha256,
          warnings: warnings.map((warning) => warning[language]),
          movement: bridge?.movement,
          trend,
        },
        counts,
        sums,
        details: {
          groups: totals.lines(),
          movement: bridge?.movement,
          trend,
          bridge: bridge && { previousSerial: bridge.previous, lines: BridgeTable.summary(bridge) },
        },
        dataSha256,
        settings: { edition },
        warningsBefore: warnings,
        others: bridgeFile.end,
      },
      handle.previous,
    )
    yield* RunHandle.complete(handle, sealed)
    const outcome: Outcome = {
      dataset: "open",
      serial,
      counts,
      sums,
      files: sealed.files.map((file) => folders.final(folder, file.name)),
      warnings: sealed.warnings,
      recovered,
      from: undefined,
      until: isoOf(startedAt),
    }
    return outcome
  }).pipe(Effect.scoped)
