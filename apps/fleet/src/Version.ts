/** The version of this program. The build puts it in, which it does only where `process` is not imported. */
export const version: string = process.env.AMILI_VERSION ?? "unbuilt"
