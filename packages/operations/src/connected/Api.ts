/** The API, as a profile connects to it. Nothing is sent before it is used. */
import * as ApiCaseReader from "@amili-cases/accounting/cases/ApiCaseReader"
import * as ExportConnection from "@amili-cases/app-kit/settings/ExportConnection"
import * as TokenFiles from "@amili-cases/app-kit/settings/TokenFiles"
import type { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import * as Core from "@amili-cases/core/Core"
import type { Credentials } from "@amili-cases/core/Credentials"
import { TokenStore } from "@amili-cases/core/TokenStore"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import type { HttpClient } from "@effect/platform/HttpClient"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Machine from "./Machine.ts"

/** For the profile; it signs in, whatever token is kept. */
export const signingIn = <E, R>(asked: Asked<E, R>) =>
  connected(credentialsOf(asked), TokenStore.layerMemory, asked.http)

/** For the profile, with what runs need apart from the journal. Access tokens are kept between calls, in the files of `amili`. */
export const forRuns = <E, R>(asked: Asked<E, R>) =>
  withServices(connected(credentialsOf(asked), TokenFiles.layer, asked.http))

interface Asked<E, R> {
  /** Name and version of the program. */
  readonly tool: string
  /** The profile that somebody has named; without a name variables go before the profile in use. */
  readonly named: string | undefined
  readonly http: Http<E, R>
}

/** A client for requests, which may look at the settings of the API. */
export type Http<E, R> = Layer.Layer<HttpClient, E, R>

/** The API with these credentials. */
export const connected = <E, R, R2, E3, R3>(
  credentials: Layer.Layer<AmiliConfig | Credentials, E, R>,
  tokens: Layer.Layer<TokenStore, never, R2>,
  http: Http<E3, R3>,
) => Core.layer.pipe(Layer.provide(http), Layer.provide(tokens), Layer.provideMerge(credentials))

/** The same with what runs need apart from the journal. Fresh, so that two profiles in one process share nothing. */
export const withServices = <E, R>(api: Layer.Layer<AmiliConfig | Credentials | Core.Services, E, R>) =>
  Layer.fresh(Layer.provideMerge(Layer.mergeAll(ApiCaseReader.layer, Folder.Default, Machine.layer), api))

const credentialsOf = <E, R>({ named, tool }: Asked<E, R>) =>
  ExportConnection.layer({ userAgent: tool.replace(" ", "/") }, Option.fromNullable(named))
