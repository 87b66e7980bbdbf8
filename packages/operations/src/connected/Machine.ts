/** What the journal needs to know of this machine. */
import * as Folders from "@amili-cases/app-kit/settings/Folders"
import { makeFolder } from "@amili-cases/export-engine/journal/makeFolder"
import { StateFolder } from "@amili-cases/export-engine/journal/StateFolder"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** Where there is no home, or none that can be written to, nothing is kept between runs. */
export const layer = Layer.effect(
  StateFolder,
  Folders.state().pipe(
    Effect.tap(makeFolder),
    Effect.map((path) => ({ path })),
    Effect.orElseSucceed(() => ({ path: undefined })),
  ),
)
