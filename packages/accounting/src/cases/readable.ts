/** What can be read of a document that as a whole cannot: each member by itself, and the members of those that are objects. */
import * as Document from "@amili-cases/core/Document"
import { Either, Option, Predicate } from "effect"
import { exported, type ExportedCase } from "./ExportedCase.ts"

/** An id that is well formed, for members that are read apart from theirs. */
const anyId = "0".repeat(24)

export const readable = (source: string): Partial<ExportedCase> => {
  const wire = Option.getOrUndefined(Document.wireOf(source))
  if (!Predicate.isReadonlyRecord(wire)) return {}
  return Object.entries(wire).reduce<Partial<ExportedCase>>((found, [key, value]) => {
    const whole = read({ [key]: value })
    if (whole !== undefined || !Predicate.isReadonlyRecord(value)) return { ...found, ...whole }
    return Object.entries(value).reduce((inner, [name, part]) => {
      const { closed, debt } = read({ [key]: { [name]: part } }) ?? {}
      return {
        ...inner,
        ...(debt === undefined ? {} : { debt: { ...inner.debt, ...debt } }),
        ...(closed === undefined ? {} : { closed: { ...inner.closed, ...closed } }),
      }
    }, found)
  }, {})
}

/** Without the id, which is not the document's own. */
const read = (member: Readonly<Record<string, unknown>>): Partial<ExportedCase> | undefined => {
  const decoded = exported.decode({ _id: anyId, ...member })
  if (Either.isLeft(decoded)) return undefined
  const { id, ...others } = decoded.right
  return "_id" in member ? { id, ...others } : others
}
