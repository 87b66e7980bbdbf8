/** Where a path of ours lies on the wire, read from the schema. */
import * as Option from "effect/Option"
import * as AST from "effect/SchemaAST"
import { lenientSchemas, withoutNull } from "../schema/decoder.ts"

export interface WirePath {
  /** Dotted wire name: `debt.invoice_number`. */
  readonly name: string
  /** The schema of the value, without null; for a list, that of its items. */
  readonly ast: AST.AST
}

/** None when the schema has no such path. */
export const resolve = (root: AST.AST, path: string): Option.Option<WirePath> =>
  path
    .split(".")
    .reduce<Option.Option<WirePath>>(
      (found, key) => Option.flatMap(found, (parent) => child(parent, key)),
      Option.some({ name: "", ast: item(root) }),
    )

/** Whether the value is a struct, which the server can only be asked to have or not to have. */
export const isStruct = (ast: AST.AST): boolean =>
  AST.isTypeLiteral(ast) || (AST.isTransformation(ast) && AST.isTypeLiteral(ast.from))

const child = ({ ast, name }: WirePath, key: string): Option.Option<WirePath> => {
  const struct = AST.isTransformation(ast) ? ast.from : ast
  if (!AST.isTypeLiteral(struct)) return Option.none()
  const change =
    AST.isTransformation(ast) && AST.isTypeLiteralTransformation(ast.transformation)
      ? ast.transformation.propertySignatureTransformations.find((one) => one.to === key)
      : undefined
  const wire = change?.from ?? key
  const signature = struct.propertySignatures.find((one) => one.name === wire)
  if (signature === undefined) return Option.none()
  const type = (change && lenientSchemas.get(change.decode)) ?? signature.type
  return Option.some({ name: name === "" ? String(wire) : `${name}.${String(wire)}`, ast: item(type) })
}

const item = (ast: AST.AST): AST.AST => {
  const value = withoutNull(ast)
  const [rest] = AST.isTupleType(value) ? value.rest : []
  return rest === undefined ? value : item(rest.type)
}
