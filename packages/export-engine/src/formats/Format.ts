/** A format turns the tables of any dataset into files. A new one is a file here and a line in `formats.ts`. */
import type * as FileSystem from "@effect/platform/FileSystem"
import type { InvalidProfile } from "@amili-cases/sheets/csv/CsvProfile"
import type { WriteFailed } from "@amili-cases/sheets/Written"
import type * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { Output, Target, Writer } from "../dataset/Output.ts"

export interface Format {
  /** What `--format` takes and the manifest says. */
  readonly name: string
  /** Whether it is written unless the user chooses other formats. */
  readonly isDefault: boolean
  /** Begins the files of a run; they last until the scope closes. */
  readonly open: <Rows, Closing>(
    output: Output<Rows, Closing>,
    target: Target,
  ) => Effect.Effect<Writer<Rows, Closing>, WriteFailed | InvalidProfile, FileSystem.FileSystem | Scope.Scope>
}
