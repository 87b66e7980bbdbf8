/** A portfolio of made-up cases that lives in this process, and a profile for it: to try everything without credentials. */
import { existsSync } from "node:fs"
import * as Environment from "@amili-cases/app-kit/settings/Environment"
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import * as Folders from "@amili-cases/app-kit/settings/Folders"
import * as Profiles from "@amili-cases/app-kit/settings/Profiles"
import * as Path from "@effect/platform/Path"
import type * as ConfigProvider from "effect/ConfigProvider"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as BankFiles from "./bankFiles.ts"

export interface Practice {
  /** Everything is kept there, for the next time. */
  readonly folder: string
  /** In place of the variables of the user, whose own settings and credentials stay out of it. */
  readonly variables: ConfigProvider.ConfigProvider
}

const profile = "sandbox"

/** Half a year of cases and payouts at the first start; started again, also days later, the same cases go on. */
export const start = Effect.gen(function* () {
  const path = yield* Path.Path
  const folder = path.join(yield* Folders.home(), "amili-sandbox")
  const portfolio = path.join(folder, "portfolio")
  const isNew = !existsSync(path.join(portfolio, "sandbox.json"))
  const Sandbox = yield* Effect.promise(() => import("@amili-cases/test-fixtures/Sandbox"))
  const { apiCode, baseUrl, engine, environment } = yield* Sandbox.start({
    folder: portfolio,
    ...(isNew ? { months: 6, cases: 300, seed: 2026, unkind: 0.08 } : {}),
  })
  const at = (yield* Clock.currentTimeMillis) + engine.clockOffset
  engine.advance(at)
  if (engine.simulation !== undefined) yield* BankFiles.write(engine.simulation, at, path.join(folder, "bank"))
  const variables = Environment.of(around(folder, path))
  yield* Effect.gen(function* () {
    yield* Profiles.write({
      default: profile,
      profiles: { [profile]: { baseUrl, apiCode, privateKeyFile: environment.AMILI_PRIVATE_KEY_FILE } },
    })
    const kept = (yield* ExportSettings.read).profiles[profile]
    const settings = kept ?? { out: path.join(folder, "exports") }
    yield* ExportSettings.write({ default: profile, profiles: { [profile]: settings } })
  }).pipe(Effect.withConfigProvider(variables))
  const practice: Practice = { folder, variables }
  return practice
})

/** The variables of the user without those of our programs, and with folders for settings of its own. */
const around = (folder: string, path: Path.Path): Environment.Variables => ({
  ...Object.fromEntries(Object.entries(Environment.variables).filter(([name]) => !name.startsWith("AMILI_"))),
  APPDATA: path.join(folder, "settings"),
  LOCALAPPDATA: path.join(folder, "state"),
  XDG_CACHE_HOME: path.join(folder, "cache"),
  XDG_CONFIG_HOME: path.join(folder, "settings"),
  XDG_STATE_HOME: path.join(folder, "state"),
  AMILI_KEYCHAIN: "off",
})
