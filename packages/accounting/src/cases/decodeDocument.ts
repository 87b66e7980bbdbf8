/** Raw documents of an archive, read as they were when they came from the API. */
import { resource } from "@amili-cases/core/Case"
import type { Document } from "@amili-cases/core/Document"
import { Either } from "effect"
import type { ExportedCase } from "./ExportedCase.ts"

export const decodeDocument = (source: string): Document<ExportedCase> => {
  const parsed = Either.try((): unknown => JSON.parse(source))
  const value = Either.flatMap(parsed, (wire) => Either.mapLeft(resource.decode(wire), String))
  return Either.match(value, {
    onRight: (value) => ({ _tag: "Decoded", value, source }),
    onLeft: (problem) => ({ _tag: "Malformed", id: idOf(source), problem: String(problem), source }),
  })
}

const idOf = (source: string): string | undefined => /"_id"\s*:\s*"([^"]*)"/.exec(source)?.[1]
