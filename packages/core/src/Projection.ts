/**
 * A projection applied to a document that has come: some servers take no notice of the one that they are sent, and
 * debtors' names would be kept that nobody asked for. What remains keeps its bytes.
 */
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type * as Schema from "effect/Schema"
import { members } from "./internal/read/itemTexts.ts"
import { resolve } from "./internal/read/wirePath.ts"

/** Wire names of the members of an object that stay: whole, or with some of their own members. */
export interface Fields extends ReadonlyMap<string, Fields | "whole"> {}

/** What the server sends with every document, whatever the projection. */
const system = ["_id", "_created", "_updated", "_etag"]

/** The fields that paths of a schema name. */
export const fieldsOf = (schema: Schema.Schema.AnyNoContext, paths: ReadonlyArray<string>): Fields => {
  const names = paths.flatMap((path) => Option.toArray(Option.map(resolve(schema.ast, path), ({ name }) => name)))
  return tree([...system, ...names].map((name) => name.split(".")))
}

const tree = (paths: ReadonlyArray<ReadonlyArray<string>>): Fields => {
  const inner = new Map<string, Array<ReadonlyArray<string>>>()
  for (const [first = "", ...rest] of paths) inner.set(first, [...(inner.get(first) ?? []), rest])
  return new Map(
    Array.from(inner, ([name, below]) => [name, below.some((path) => path.length === 0) ? "whole" : tree(below)]),
  )
}

/** Whether nothing but the fields is there. */
export const isWithin = (wire: unknown, fields: Fields): boolean =>
  Predicate.isReadonlyRecord(wire) &&
  Object.keys(wire).every((key) => {
    const inner = fields.get(key)
    return inner === "whole" || (inner !== undefined && (!isContainer(wire[key]) || isWithin(wire[key], inner)))
  })

const isContainer = (wire: unknown): boolean => typeof wire === "object" && wire !== null

/** The JSON text of a document without the members that are not among the fields; of what is no object, nothing. */
export const restrict = (text: string, fields: Fields): string =>
  text.startsWith("{")
    ? mapMembers(text, (key, value) => {
        const inner = fields.get(key)
        if (inner === undefined) return undefined
        return inner === "whole" || !/^[[{]/.test(value) ? value : restrict(value, inner)
      })
    : "null"

/** The JSON text of an object with other values: `change` gets the JSON text of each, and where it gives none, the member goes. */
export const mapMembers = (text: string, change: (key: string, value: string) => string | undefined): string => {
  const all = members(text)
  const [first, second] = all
  const between = first === undefined || second === undefined ? "," : text.slice(first.to, second.from)
  const kept = all.flatMap(({ from, key, to, value }) => {
    const changed = change(String(key), text.slice(value, to))
    return changed === undefined ? [] : [text.slice(from, value) + changed]
  })
  return `{${kept.join(between)}}`
}
