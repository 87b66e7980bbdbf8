/** The journal with the datasets of this package, and what they keep in it. */
import * as JournalDatabase from "@amili-cases/export-engine/database/JournalDatabase"
import type { Location } from "@amili-cases/export-engine/database/Location"
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import type { Machine } from "@amili-cases/export-engine/journal/Machine"
import type * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import * as Layer from "effect/Layer"
import { Entries } from "./closed/records/Entries.ts"
import { Acknowledgements } from "./closed/compare/Acknowledgements.ts"
import { Comparisons } from "./closed/compare/Comparisons.ts"
import { ExportedCounts } from "./closed/records/ExportedCounts.ts"
import { Recovery } from "./closed/workbook/Recovery.ts"
import { datasets } from "./datasets.ts"
import { Trend } from "./open/trend/Trend.ts"
import { OpenCases } from "./open/OpenCases.ts"
import { LineEvents } from "./payouts/journal/LineEvents.ts"
import { PayoutEvents } from "./payouts/journal/PayoutEvents.ts"
import { Standing } from "./payouts/journal/Standing.ts"
import { BankRecords } from "./reconcile/journal/BankRecords.ts"
import { Stands } from "./reconcile/journal/Stands.ts"
import { ControlSums } from "./reconcile/journal/ControlSums.ts"
import { VoucherSums } from "./reconcile/journal/VoucherSums.ts"
import { VoucherDecisions } from "./vouchers/journal/Decisions.ts"
import { Vouchers } from "./vouchers/journal/Vouchers.ts"
import { Workspace } from "./reconcile/journal/Workspace.ts"

export type Services =
  | JournalDatabase.Services
  | Acknowledgements
  | BankRecords
  | Comparisons
  | ControlSums
  | Entries
  | ExportedCounts
  | LineEvents
  | OpenCases
  | PayoutEvents
  | Recovery
  | Standing
  | Stands
  | VoucherDecisions
  | VoucherSums
  | Vouchers
  | Trend
  | Workspace

export const layer = (
  location: Location,
  machine?: Layer.Layer<Machine>,
): Layer.Layer<Services, JournalError, FileSystem.FileSystem | Path.Path> =>
  Layer.mergeAll(
    Acknowledgements.Default,
    BankRecords.Default,
    Comparisons.Default,
    ControlSums.Default,
    Entries.Default,
    ExportedCounts.Default,
    LineEvents.Default,
    OpenCases.Default,
    PayoutEvents.Default,
    Recovery.Default,
    Standing.Default,
    Stands.Default,
    VoucherDecisions.Default,
    VoucherSums.Default,
    Vouchers.Default,
    Trend.Default,
    Workspace.Default,
  ).pipe(Layer.provideMerge(JournalDatabase.layer(location, datasets, machine)))
