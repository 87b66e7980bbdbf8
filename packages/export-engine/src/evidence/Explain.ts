/** Everything that was ever exported about a subject: each row, each time it needed a person, and the raw documents. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { Datasets, type Statement } from "../dataset/Dataset.ts"
import { QuarantineLog } from "../journal/QuarantineLog.ts"
import { Runs } from "../journal/Runs.ts"
import * as Archive from "./Archive.ts"
import { whereIs } from "./Verify.ts"

export interface Explained {
  /** Id of the case. */
  readonly caseId: string
  readonly dataset: string
  readonly serial: number
  /** When the run began. ISO. */
  readonly at: string
  /** `closed`, a kind of correction, why it needed a person, or `abandoned`. */
  readonly what: string
  readonly detail: string
  /** Path of the archive, and the document in it as the API sent it; undefined when it is not there any more. */
  readonly archive: string | undefined
  readonly document: string | undefined
}

interface Found extends Omit<Explained, "at" | "archive" | "document"> {
  readonly isAbout?: Statement["isAbout"]
}

/** By id, or by another number that the dataset keeps; oldest first. */
export const explain = (profile: string, folder: string, wanted: string) =>
  Effect.gen(function* () {
    const log = yield* QuarantineLog
    const found: Array<Found> = []
    for (const { name: dataset, records } of yield* Datasets) {
      const { abandoned, history } = yield* records
      for (const one of yield* history(profile, wanted)) found.push(foundOf(dataset, one))
      for (const { detail, kind, ...one } of yield* abandoned(profile, wanted)) {
        const lost = `does not count, the run was abandoned: ${kind}, ${detail}`
        found.push(foundOf(dataset, { ...one, kind: "abandoned", detail: lost }))
      }
    }
    // What needed a person may be known of the wanted id alone, while its lines have ids of their own.
    const subjects = new Set([wanted, ...found.map(({ caseId }) => caseId)])
    for (const caseId of subjects) {
      for (const { dataset, detail, problem, serial } of yield* log.ofCase(profile, caseId)) {
        found.push({ caseId, dataset, serial, what: problem, detail })
      }
    }
    const explained = yield* Effect.forEach(
      found.toSorted((a, b) => a.serial - b.serial),
      (one) => withDocument(profile, folder, one),
    )
    return explained.flat()
  })

const foundOf = (dataset: string, { detail, isAbout, kind, serial, subject }: Statement): Found => ({
  isAbout,
  caseId: subject,
  dataset,
  serial,
  what: kind,
  detail,
})

const withDocument = (profile: string, folder: string, { isAbout, ...found }: Found) =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const { caseId, dataset, serial } = found
    const run = (yield* runs.settled(profile, dataset)).find((run) => run.serial === serial)
    // A run that was undone said nothing.
    if (run === undefined) return []
    if (run.state === "abandoned") return [{ ...found, at: run.started_at, archive: undefined, document: undefined }]
    const kept = (yield* runs.files(run)).find(({ purged_at, role }) => role === "raw" && purged_at === null)
    const name = kept?.name ?? ""
    const archive = yield* whereIs(folder, run, name)
    const matching = Stream.find(Archive.read(archive), isAbout ?? ((text) => text.includes(`"${caseId}"`)))
    const document = yield* Stream.runHead(matching).pipe(
      Effect.map(Option.getOrUndefined),
      Effect.orElseSucceed(() => undefined),
    )
    if (document === undefined && isAbout !== undefined) return []
    return [{ ...found, at: run.started_at, archive, document } satisfies Explained]
  })
