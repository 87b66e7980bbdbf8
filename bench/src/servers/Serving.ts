/** A server that runs until its process ends. */
export interface Serving {
  readonly environment: Readonly<Record<string, string>>
  /** How many requests it has answered, authentication not among them. */
  readonly requests: () => number
}
