/** A draft, its approval and a run that emits, as a process makes them, over a journal that is there. */
import { join } from "node:path"
import * as Journal from "@amili-cases/accounting/Journal"
import * as Change from "@amili-cases/accounting/vouchers/decide/change"
import * as DraftRun from "@amili-cases/accounting/vouchers/draft/DraftRun"
import * as EmitRun from "@amili-cases/accounting/vouchers/emit/EmitRun"
import { ControlSums } from "@amili-cases/accounting/reconcile/journal/ControlSums"
import { VoucherSums } from "@amili-cases/accounting/reconcile/journal/VoucherSums"
import * as Month from "@amili-cases/accounting/reconcile/time/Month"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import { rfc4180 } from "@amili-cases/sheets/csv/CsvProfile"
import { DateTime, Effect, Layer, Option, Redacted } from "effect"
import { machineCalled } from "../../support/closedRun.ts"
import { frozen } from "../../support/frozen.ts"
import * as Layers from "../../support/layers.ts"
import { booksOf, day, mapWith } from "./books.ts"

const books = booksOf(
  mapWith({
    grouping: "payout",
    receiver: "generic",
    fiscalYears: [{ start: day("2025-01-01"), end: day("2026-12-31") }],
  }),
)

const settingsIn = (folder: string, environment: Readonly<Record<string, string | undefined>>) =>
  ({
    profile: "default",
    folder,
    formats: ["csv", "xlsx"],
    csv: rfc4180,
    perCreditor: false,
    language: "en",
    privacy: "none",
    tool: "amili-export test",
    api: environment["AMILI_BASE_URL"] ?? "",
  }) as const

const provided = <A, E, R>(
  effect: Effect.Effect<A, E, R>,
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
  machine?: string,
) => {
  const url = environment["AMILI_JOURNAL_URL"]
  const journal = Journal.layer(
    url === undefined
      ? { _tag: "File", path: join(folder, "journal.db") }
      : { _tag: "Server", url: Redacted.make(url) },
    machine === undefined ? undefined : machineCalled(machine),
  )
  return effect.pipe(
    Effect.provide(Layer.provideMerge(Layer.merge(journal, Folder.Default), Layers.platform)),
    Effect.withClock(frozen),
  )
}

/** Drafts everything, and approves all of it. */
export const approved = (environment: Readonly<Record<string, string | undefined>>, folder: string) =>
  provided(
    Effect.gen(function* () {
      const now = yield* DateTime.now
      const month = Option.getOrThrow(Month.parse("2026-12"))
      const draft = yield* DraftRun.run({ settings: settingsIn(folder, environment), books, classes: {}, month, now })
      yield* Change.approve({ profile: "default", folder }, "all", { by: "Eva", reason: "test" })
      return draft
    }),
    environment,
    folder,
  )

/** The clearing account by vouchers and by lines. */
export const clearing = (environment: Readonly<Record<string, string | undefined>>, folder: string) => {
  const everything = { through: 99, floors: [], startedAt: new Map<number, string>() }
  const sums = Effect.flatMap(ControlSums, (controls) =>
    controls.clearing("default", everything, "9999", { opening: undefined, until: "9999" }),
  )
  return provided(sums, environment, folder)
}

/** What a month shows of vouchers, and both sides of C8. */
export const shown = (environment: Readonly<Record<string, string | undefined>>, folder: string) =>
  provided(
    Effect.gen(function* () {
      const sums = yield* VoucherSums
      return yield* Effect.all({
        approved: sums.approved("default", "9999"),
        earlier: sums.approved("default", "2000"),
        emitted: sums.emitted("default", "9999"),
        waiting: sums.waiting("default", "9999"),
        ofMonth: sums.ofMonth("default", Option.getOrThrow(Month.parse("2026-01")), "9999"),
        questions: sums.questions("default"),
      })
    }),
    environment,
    folder,
  )

export const emitRun = (environment: Readonly<Record<string, string | undefined>>, folder: string, machine?: string) =>
  provided(
    Effect.flatMap(DateTime.now, (now) => EmitRun.run({ settings: settingsIn(folder, environment), books, now })),
    environment,
    folder,
    machine,
  )
