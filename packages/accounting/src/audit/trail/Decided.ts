/** A decision of a person, whatever it was about. */
export interface Decided {
  /** ISO. */
  readonly at: string
  /** Undefined where an earlier version did not ask. */
  readonly by: string | undefined
  readonly reason: string | undefined
  /** In Swedish; may hold texts from outside. */
  readonly what: string
}
