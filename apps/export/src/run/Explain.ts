/** Everything that was ever said about a case: each row, each time it needed a person, and the raw document of each. */
import { Effect, Option, Stream } from "effect"
import { Entries, type Entry } from "../journal/Entries.ts"
import { QuarantineLog } from "../journal/QuarantineLog.ts"
import { type Dataset, Runs } from "../journal/Runs.ts"
import * as Archive from "./Archive.ts"
import { whereIs } from "./Verify.ts"

export interface Said {
  readonly caseId: string
  readonly dataset: Dataset
  readonly serial: number
  /** When the run began. ISO. */
  readonly at: string
  /** `closed`, a kind of correction, what kept the case from being plain, or `abandoned`. */
  readonly what: string
  readonly detail: string
  /** Path of the archive, and the document in it as the API sent it; undefined when it is not there any more. */
  readonly archive: string | undefined
  readonly document: string | undefined
}

/** By case id, invoice number or reference; oldest first. */
export const explain = (profile: string, folder: string, wanted: string) =>
  Effect.gen(function* () {
    const entries = yield* (yield* Entries).history(profile, wanted)
    const log = yield* QuarantineLog
    const lost = yield* (yield* Entries).abandoned(profile, wanted)
    const caseIds = new Set([...entries, ...lost].map((entry) => entry.caseId))
    if (caseIds.size === 0) caseIds.add(wanted)
    const said: Array<Omit<Said, "at" | "archive" | "document">> = entries.map((entry) => ({
      caseId: entry.caseId,
      dataset: "closed",
      serial: entry.serial,
      what: entry.kind,
      detail: detailOf(entry),
    }))
    for (const entry of lost) {
      said.push({
        caseId: entry.caseId,
        dataset: "closed",
        serial: entry.serial,
        what: "abandoned",
        detail: `does not count, the run was given up: ${entry.kind}, ${detailOf(entry)}`,
      })
    }
    for (const caseId of caseIds) {
      for (const { dataset, detail, problem, serial } of yield* log.ofCase(profile, caseId)) {
        said.push({ caseId, dataset, serial, what: problem, detail })
      }
    }
    const found = yield* Effect.forEach(
      said.toSorted((a, b) => a.serial - b.serial),
      (one) => withDocument(profile, folder, one),
    )
    return found.flat()
  })

const withDocument = (profile: string, folder: string, said: Omit<Said, "at" | "archive" | "document">) =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const { caseId, dataset, serial } = said
    const run = (yield* runs.settled(profile, dataset)).find((run) => run.serial === serial)
    // What was said by a run that never counted was never said, unless it was given up.
    if (run === undefined) return []
    if (run.state === "abandoned") return [{ ...said, at: run.started_at, archive: undefined, document: undefined }]
    const name = (yield* runs.files(run)).find((file) => file.role === "raw")?.name ?? ""
    const archive = yield* whereIs(folder, run, name)
    const found = Stream.find(Archive.read(archive), (text) => text.includes(`"${caseId}"`))
    const document = yield* Stream.runHead(found).pipe(
      Effect.map(Option.getOrUndefined),
      Effect.orElseSucceed(() => undefined),
    )
    return [{ ...said, at: run.started_at, archive, document } satisfies Said]
  })

const detailOf = ({ amount, closedAt, corrects, currency, reason }: Entry): string =>
  [
    closedAt === undefined ? "no close date" : `closed ${closedAt}`,
    reason ?? "no reason",
    `${amount ?? "no amount"} ${currency ?? ""}`.trim(),
    ...(corrects === undefined ? [] : [`corrects run ${corrects}`]),
  ].join(", ")
