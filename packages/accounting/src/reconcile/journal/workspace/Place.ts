/** Whose lines they are, and what closed runs had said when it was asked. */
export interface Place {
  readonly profile: string
  /** Of this process: another one may still write to what it takes for its own. */
  readonly token: string
  readonly closedThrough: number
}
