/** One unit is one export, made as every app makes it, with the API and the credentials of its profile. */
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import { ApiCode, Credentials } from "@amili-cases/core/Credentials"
import { TokenStore } from "@amili-cases/core/TokenStore"
import * as ApiCaseReader from "@amili-cases/accounting/cases/ApiCaseReader"
import type * as Journal from "@amili-cases/accounting/Journal"
import * as Month from "@amili-cases/accounting/reconcile/time/Month"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import type { Location } from "@amili-cases/export-engine/database/Location"
import type { Outcome } from "@amili-cases/export-engine/report/Outcome"
import * as Api from "@amili-cases/operations/connected/Api"
import * as Closed from "@amili-cases/operations/runs/Closed"
import * as Open from "@amili-cases/operations/runs/Open"
import * as Payouts from "@amili-cases/operations/runs/Payouts"
import * as Reconcile from "@amili-cases/operations/runs/Reconcile"
import type { FileSystem } from "@effect/platform/FileSystem"
import type { HttpClient } from "@effect/platform/HttpClient"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type { FleetProfile } from "../profiles/FleetProfile.ts"
import * as Secret from "../profiles/Secret.ts"
import type { Key } from "../units/Unit.ts"

/** The API of a profile: one token and one pace for all of its exports. */
export const api = <E>(
  profile: FleetProfile,
  tool: string,
  http: Layer.Layer<HttpClient, E, AmiliConfig | FileSystem>,
) => {
  const credentials = Effect.all({
    apiCode: Secret.read(profile.apiCode, `the api code of profile "${profile.name}"`),
    privateKey: Secret.read(profile.privateKey, `the private key of profile "${profile.name}"`),
  }).pipe(Effect.map(({ apiCode, privateKey }) => Credentials.layer(ApiCode({ apiCode, privateKey }))))
  const settings = Layer.merge(
    AmiliConfig.layer({ baseUrl: profile.baseUrl, userAgent: tool.replace(" ", "/") }),
    Layer.unwrapEffect(credentials),
  )
  return Layer.provideMerge(
    Layer.merge(ApiCaseReader.layer, Folder.Default),
    Api.connected(settings, TokenStore.layerMemory, http),
  )
}

interface Place {
  readonly tool: string
  readonly location: Location
  readonly journal: Context.Context<Journal.Services>
}

/** Makes the export of the unit. */
export const run = ({ dataset, period }: Key, profile: FleetProfile, { journal: open, location, tool }: Place) => {
  const journal = Layer.succeedContext(open)
  const { by, creditors, csv, folder, format, language, name } = profile
  const chosen = {
    tool,
    profile: { name, settings: { out: folder, ...(by === undefined ? {} : { by }) } },
    out: folder,
    journal: location,
    format: format ?? "csv,xlsx",
    csv,
    language: language ?? "sv",
    perCreditor: false,
    creditors,
    debtor: "none",
  } as const
  switch (dataset) {
    case "closed":
      return Effect.flatMap(Closed.prepare(chosen), (prepared) => Closed.run(prepared, journal))
    case "open":
      return Effect.flatMap(Open.prepare(chosen), (prepared) => Open.run(prepared, journal))
    case "payouts":
      return Effect.flatMap(Payouts.prepare(chosen), (prepared) => Payouts.run(prepared, journal))
    case "reconcile":
      return Effect.flatMap(
        Reconcile.prepare({ ...chosen, month: Option.getOrUndefined(Month.parse(period)) }),
        (prepared) => Reconcile.run(prepared, undefined, journal),
      )
  }
}

/** What it says of itself in the status. */
export const lineOf = ({ counts, serial, warnings }: Outcome): string => {
  const said = Object.entries(counts).flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : []))
  const run = serial === undefined ? "nothing new" : `run ${serial}: ${said.join(", ")}`
  return warnings.length === 0 ? run : `${run}; ${warnings.length} warnings in its manifest`
}
