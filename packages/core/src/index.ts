export const name = "core"
