/** What to do with a document that cannot be decoded: fail, leave it out and report it, or yield it with the others. */
export type OnMalformed = "fail" | "skip" | "yield"
