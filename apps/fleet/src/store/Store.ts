/** What the commands know of the fleet, in a database that is ready. */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Database from "./Database.ts"
import { Profiles } from "./Profiles.ts"
import * as Schema from "./Schema.ts"
import { FleetStatus } from "./Status.ts"
import { Units } from "./Units.ts"
import { Workers } from "./Workers.ts"

/** On the `SqlClient` that is there. */
export const services = Layer.mergeAll(Profiles.Default, Units.Default, Workers.Default, FleetStatus.Default)

/** For commands that are no worker: refuses a database without a fleet, or of another version. */
export const layer = services.pipe(
  Layer.provideMerge(Layer.effectDiscard(Effect.asVoid(Schema.check))),
  Layer.provideMerge(Database.layer),
)
