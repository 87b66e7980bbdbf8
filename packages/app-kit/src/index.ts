export const name = "app-kit"
