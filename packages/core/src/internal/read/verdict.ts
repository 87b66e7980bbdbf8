/**
 * `Proven`: each condition finds a document that meets it, or the list is empty altogether; together they match nothing.
 * `Refuted`: the API does not find a document by its own value, so an empty answer says nothing. `Unproven`: it could
 * not be tried, as where no document has the field.
 */
export type Verdict =
  | (Because & { readonly _tag: "Proven" })
  | (Because & { readonly _tag: "Unproven" })
  | (Because & {
      readonly _tag: "Refuted"
      /** The field by whose value nothing was found, under the name of the API. */
      readonly field: string
    })

interface Because {
  /** What was tried and what came of it, in one line. */
  readonly because: string
}
