/** The resources that the API serves, as their paths name them. */
export const resources = ["cases", "creditors", "finance--payouts", "finance--payout-specifications"] as const

/** The name of a resource, such as `cases`. */
export type Resource = (typeof resources)[number]
