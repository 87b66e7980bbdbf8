/** The files of a run in all chosen formats, one set for all creditors or one for each. */
import type * as FileSystem from "@effect/platform/FileSystem"
import type { InvalidProfile } from "@amili-cases/sheets/csv/CsvProfile"
import type { WriteFailed } from "@amili-cases/sheets/Written"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Csv from "../formats/csv.ts"
import { formats } from "../formats/formats.ts"
import type { Output, Target, Writer } from "./Output.ts"
import * as PerCreditor from "./PerCreditor.ts"

export interface RunFilesOptions extends Target {
  /** Names of the chosen formats. */
  readonly formats: ReadonlyArray<string>
  readonly perCreditor: boolean
  /** Runs of earlier versions had the creditor's id alone in the names of its files. */
  readonly named?: boolean | undefined
}

type Opened<Rows, Closing> = Effect.Effect<
  Writer<Rows, Closing>,
  WriteFailed | InvalidProfile,
  FileSystem.FileSystem | Scope.Scope
>

export const open = <Rows, Closing>(output: Output<Rows, Closing>, options: RunFilesOptions): Opened<Rows, Closing> =>
  options.perCreditor
    ? Effect.map(
        PerCreditor.make((creditor) =>
          openSet(output, {
            ...options,
            base: [options.base, ...(options.named === false ? [] : namePart(creditor.name)), creditor.id].join("-"),
            workbook: { ...options.workbook, creditor },
          }),
        ),
        (sets) => ({
          write: <K extends keyof Rows & string>(table: K, rows: ReadonlyArray<Rows[K]>) =>
            sets.split(rows, output.tables[table], (files, part) => files.write(table, part)),
          finish: (closing) => sets.finish((files) => files.finish(closing)),
        }),
      )
    : openSet(output, options)

const openSet = <Rows, Closing>(output: Output<Rows, Closing>, options: RunFilesOptions): Opened<Rows, Closing> =>
  Effect.gen(function* () {
    const chosen = formats.filter(({ name }) => options.formats.includes(name))
    const writers: Array<Writer<Rows, Closing>> = []
    if (!chosen.includes(Csv.csv)) writers.push(yield* Csv.openAlways(output, options))
    for (const format of chosen) writers.push(yield* format.open(output, options))
    return {
      write: (table, rows) => Effect.forEach(writers, (writer) => writer.write(table, rows), { discard: true }),
      finish: (closing) =>
        Effect.map(
          Effect.forEach(writers, (writer) => writer.finish(closing)),
          (files) => files.flat(),
        ),
    }
  })

/** A name as far as any file system takes it: `Åkeri & Söner AB` becomes `akeri-soner-ab`. */
const namePart = (name = ""): ReadonlyArray<string> => {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, "")
  return plain === "" ? [] : [plain]
}
