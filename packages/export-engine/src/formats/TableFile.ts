/** A file of one table. It exists from the first `write` on. */
import * as FileSystem from "@effect/platform/FileSystem"
import type { WriteFailed, Written } from "@amili-cases/sheets/Written"
import * as Effect from "effect/Effect"
import * as Scope from "effect/Scope"
import type { WrittenFile } from "../dataset/Output.ts"
import { at } from "../run/Steps.ts"

/** Writes the rows of one table into a file that has been created. */
export interface TableWriter<R> {
  readonly write: (rows: ReadonlyArray<R>) => Effect.Effect<void, WriteFailed>
  readonly end: Effect.Effect<Written, WriteFailed>
}

export interface TableFile<R, E = never> {
  readonly write: (rows: ReadonlyArray<R>) => Effect.Effect<void, WriteFailed | E>
  /** The file, if anything was written. */
  readonly end: Effect.Effect<ReadonlyArray<WrittenFile>, WriteFailed>
}

export interface TableFileOptions<R, E> {
  readonly name: string
  readonly role: string
  /** Creates the file. */
  readonly open: Effect.Effect<TableWriter<R>, WriteFailed | E, FileSystem.FileSystem | Scope.Scope>
}

export const make = <R, E>({
  name,
  open,
  role,
}: TableFileOptions<R, E>): Effect.Effect<TableFile<R, E>, never, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function* () {
    const scope = yield* Scope.Scope
    const fs = yield* FileSystem.FileSystem
    let writer: TableWriter<R> | undefined

    const opened = Effect.suspend(() =>
      writer === undefined
        ? at(`open:${name}`).pipe(
            Effect.zipRight(open),
            Effect.tap((opened) => Effect.sync(() => (writer = opened))),
            Effect.provideService(Scope.Scope, scope),
            Effect.provideService(FileSystem.FileSystem, fs),
          )
        : Effect.succeed(writer),
    )

    return {
      write: (rows) => Effect.flatMap(opened, (file) => file.write(rows)),
      end: Effect.suspend(() =>
        writer === undefined ? Effect.succeed([]) : Effect.map(writer.end, (written) => [{ name, role, written }]),
      ),
    }
  })
