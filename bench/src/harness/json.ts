/** The value as an object, or an empty one. */
export const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {}

export const numbers = (value: unknown): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(record(value)).map(([name, one]) => [name, Number(one)]))
