/**
 * `Proven`: each condition finds a document that meets it, or the list is empty altogether; together they match nothing.
 * `Refuted`: the API does not find a document by its own value, so an empty answer says nothing. `Unproven`: it could
 * not be tried, as where no document has the field.
 */
export type Verdict =
  | { readonly _tag: "Proven"; readonly because: string }
  | { readonly _tag: "Unproven"; readonly because: string }
  | { readonly _tag: "Refuted"; readonly field: string; readonly because: string }
