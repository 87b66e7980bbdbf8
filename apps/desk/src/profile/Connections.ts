/** The API of each profile, connected once and kept until its settings change or nobody needs it for a while. */
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import * as Profiles from "@amili-cases/app-kit/settings/Profiles"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as LayerMap from "effect/LayerMap"
import * as Record from "effect/Record"
import * as Layers from "../Layers.ts"
import { Profile } from "./Profile.ts"

/** A profile with its settings as text: other settings are another connection. */
const keyOf = (profile: string) =>
  Effect.gen(function* () {
    const kept = Record.get((yield* Profiles.read).profiles, profile)
    const exports_ = Record.get((yield* ExportSettings.read).profiles, profile)
    return JSON.stringify([profile, kept, exports_])
  })

const nameIn = (key: string): string => key.slice(2, key.indexOf('"', 2))

export class Connections extends Effect.Service<Connections>()("desk/Connections", {
  scoped: LayerMap.make((key: string) => Layers.ofProfile(nameIn(key)), { idleTimeToLive: "15 minutes" }),
}) {}

/** Work with the API of the profile of the page. What could not be connected is tried again by the next page. */
export const connected = <A, E, R>(work: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const { name } = yield* Profile
    const key = yield* keyOf(name)
    const connections = yield* Connections
    const layer = Layer.tapError(connections.get(key), () => connections.invalidate(key))
    return yield* Effect.provide(work, layer)
  })
