/** What becomes of a unit whose attempt has failed. */
import * as ExitCode from "@amili-cases/app-kit/process/ExitCode"
import * as Predicate from "effect/Predicate"

/** Attempts after which a unit waits for a person. */
export const mostFailures = 6

/** Seconds until the next attempt: 15, 60, 240 ... up to an hour; undefined where trying again is of no use. */
export const nextAfter = (error: unknown, failures: number): number | undefined =>
  needsPerson(error) || failures >= mostFailures ? undefined : Math.min(15 * 4 ** (failures - 1), 3600)

/** Wrong settings, refused credentials, and what the journal refuses until somebody has looked at it. */
const needsPerson = (error: unknown): boolean => {
  const code = ExitCode.of(error)
  if (code === ExitCode.codeOf("usage") || code === ExitCode.codeOf("authentication")) return true
  return Predicate.hasProperty(error, "_tag") && refusals.some((tag) => tag === error._tag)
}

const refusals = ["FilesNotHere", "OtherApi", "OtherCompany", "OtherHistory", "WouldBeginAgain"]
