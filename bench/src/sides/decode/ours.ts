/** The decoder compiled from the schema, for a projection of the 20 fields: what a walk runs. */
import { resource } from "@amili-cases/core/Case"
import * as Resource from "@amili-cases/core/Resource"
import { Either } from "effect"
import { projection } from "../../data/wire.ts"
import type { Timed } from "../../harness/Timed.ts"
import { rounds } from "./rounds.ts"

export const run = (): Promise<Timed> => {
  const { decode } = Resource.project(resource, projection)
  return rounds((wire) => Either.getOrThrow(decode(wire)))
}
