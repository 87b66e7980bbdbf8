/** A client, configured from the environment as the command line is: what every example here uses. */
import { createAmili, isAmiliError } from "@amili-cases/core/Promise"
import { readFileSync } from "node:fs"

const setting = (name: string): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set`)
  return value
}

export const credentials = () => ({
  baseUrl: setting("AMILI_BASE_URL"),
  apiCode: setting("AMILI_API_CODE"),
  privateKey: readFileSync(setting("AMILI_PRIVATE_KEY_FILE"), "utf8"),
})

/** Shows an error of core in one line, with what to do about it; any other is a mistake of the program. */
export const report = (error: unknown): void => {
  if (!isAmiliError(error)) throw error
  console.error(error.hint === undefined ? error.message : `${error.message}; ${error.hint}`)
  process.exitCode = 1
}

export const connect = () => createAmili(credentials())
