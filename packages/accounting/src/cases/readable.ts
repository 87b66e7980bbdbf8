/** What can be read of a document that as a whole cannot: each member by itself, and the members of those that are objects. */
import * as Document from "@amili-cases/core/Document"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import { exported, type ExportedCase } from "./ExportedCase.ts"

/** An id that is well formed, for members that are read apart from theirs. */
const anyId = "0".repeat(24)

export const readable = (source: string): Partial<ExportedCase> => {
  const wire = Option.getOrUndefined(Document.wireOf(source))
  let found: Partial<ExportedCase> = {}
  for (const [key, value] of membersOf(wire)) {
    const whole = read({ [key]: value })
    if (whole !== undefined) found = Object.assign(found, whole)
    else for (const [name, part] of membersOf(value)) found = joined(found, read({ [key]: { [name]: part } }))
  }
  return found
}

const membersOf = (wire: unknown) => (Predicate.isReadonlyRecord(wire) ? Object.entries(wire) : [])

/** With another part of what lies within a field. */
const joined = (found: Partial<ExportedCase>, part: Partial<ExportedCase> = {}): Partial<ExportedCase> => ({
  ...found,
  ...(part.debt === undefined ? {} : { debt: { ...found.debt, ...part.debt } }),
  ...(part.closed === undefined ? {} : { closed: { ...found.closed, ...part.closed } }),
})

/** Without the id, which is not the document's own. */
const read = (member: Readonly<Record<string, unknown>>): Partial<ExportedCase> | undefined => {
  const decoded = exported.decode({ _id: anyId, ...member })
  if (Either.isLeft(decoded)) return undefined
  const { id, ...others } = decoded.right
  return "_id" in member ? { id, ...others } : others
}
