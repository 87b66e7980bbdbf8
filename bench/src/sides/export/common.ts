/** What the parts of an export have in common. */
import * as ApiCaseReader from "@amili-cases/accounting/cases/ApiCaseReader"
import { CaseReader, Wanted } from "@amili-cases/accounting/cases/CaseReader"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { Effect, Layer } from "effect"
import * as Client from "../read/client.ts"

export const everything = { creditors: [], debtors: false }

/** The API and the disk, as a run has them. Suspended: the settings are those of the process of a side. */
export const layer = Layer.suspend(() =>
  Layer.merge(Layer.provide(ApiCaseReader.layer, Client.layer()), NodeFileSystem.layer),
)

/** How many cases a first closed export finds. */
export const closedCount = Effect.flatMap(CaseReader, (reader) => reader.count(Wanted.Closed(), everything))
