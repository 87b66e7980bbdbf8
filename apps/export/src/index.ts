export const name = "export"
