/** Files of runs, as far as the journal names them and they are as they were written. */
import * as FileState from "@amili-cases/export-engine/evidence/FileState"
import { whereIs } from "@amili-cases/export-engine/evidence/Verify"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import { DatasetName } from "@amili-cases/accounting/DatasetName"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Addresses from "../layout/addresses.ts"
import { owner } from "../profile/Owner.ts"
import { Refused } from "../server/Refused.ts"
import * as Sent from "./sent.ts"
import { words } from "./words.ts"

/** The address of a file of a run. */
export const addressOf = (profile: string, dataset: string, serial: number, name: string): string =>
  Addresses.of(profile, `/files/${dataset}/${serial}/${encodeURIComponent(name)}`)

const Asked = Schema.Struct({
  dataset: DatasetName,
  serial: Schema.NumberFromString.pipe(Schema.int()),
  name: Schema.String,
})

const decode = Schema.decodeUnknown(Asked)

const unknown = new Refused({ status: 404, message: words.unknown, hint: words.unknownHint })
const altered = new Refused({ status: 409, message: words.altered, hint: words.alteredHint })

/** The path of a file of a run. */
export const find = (dataset: string, serial: string, name: string) =>
  Effect.gen(function* () {
    const asked = yield* Effect.mapError(decode({ dataset, serial, name }), () => unknown)
    const path = yield* Path.Path
    return yield* KnownJournal.inside(yield* owner, ({ out, profile }) =>
      Effect.gen(function* () {
        const runs = yield* Runs
        const run = Option.getOrUndefined(yield* runs.find({ profile, dataset: asked.dataset, serial: asked.serial }))
        const files = run?.state === "committed" || run?.state === "abandoned" ? yield* runs.files(run) : []
        const file = files.find((one) => one.name === asked.name)
        if (run === undefined || file === undefined) return yield* unknown
        const where = yield* whereIs(out, run, file.name)
        if ((yield* FileState.of(path.dirname(where), file)) !== "intact") return yield* altered
        return where
      }),
    )
  })

const send = Effect.gen(function* () {
  const { dataset = "", name = "", serial = "" } = yield* HttpRouter.params
  return yield* Sent.file(yield* find(dataset, serial, name), name)
})

export const routes = HttpRouter.empty.pipe(HttpRouter.get("/files/:dataset/:serial/:name", send))
