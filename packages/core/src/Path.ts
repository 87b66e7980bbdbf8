/** Field paths: our names as in the decoded type, dotted where they nest (`debt.invoiceNumber`, `closed.date`). */

/** Every path into `A`: its own fields, and the fields of the structs and lists of structs in it. */
export type Path<A> = {
  [K in keyof A & string]-?: K | ([Nested<A[K]>] extends [never] ? never : `${K}.${Path<Nested<A[K]>>}`)
}[keyof A & string]

/** What stands at a path when it is there; for a list, the list. */
export type At<A, P extends string> = P extends keyof A
  ? Exclude<A[P], undefined>
  : P extends `${infer Head}.${infer Rest}`
    ? Head extends keyof A
      ? At<Nested<A[Head]>, Rest>
      : never
    : never

/** The struct that a field holds, itself or in a list. Dates and amounts are no structs: they have symbols as keys. */
export type Nested<T> = unknown extends T
  ? never
  : T extends ReadonlyArray<infer Item>
    ? Nested<Item>
    : T extends string | number | boolean | bigint | null | undefined
      ? never
      : keyof T extends string
        ? T
        : never

/** `A` with nothing but the fields at the paths. */
export type Picked<A, P extends string> = {
  [K in keyof A as K extends Head<P> ? K : never]: K extends P ? A[K] : Narrowed<A[K], Rest<P, K>>
}

type Head<P extends string> = P extends `${infer First}.${string}` ? First : P
type Rest<P extends string, K> = P extends `${infer First}.${infer Others}` ? (First extends K ? Others : never) : never
type Narrowed<T, P extends string> = T extends undefined
  ? T
  : T extends ReadonlyArray<infer Item>
    ? ReadonlyArray<Picked<Item, P>>
    : Picked<T, P>

/** The paths of `P` that contain another one of them, as `debt` contains `debt.invoiceNumber`; none when all is well. */
export type Containing<P extends string> = Extract<P, Parents<P>>
type Parents<P extends string> = P extends `${infer First}.${infer Others}`
  ? First | `${First}.${Parents<Others>}`
  : never
