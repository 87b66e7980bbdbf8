export const name = "cli"
