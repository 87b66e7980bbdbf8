import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import { FilesNotHere } from "@amili-cases/export-engine/run/Recovery"
import { describe, expect, it } from "vitest"
import { mostFailures, nextAfter } from "../../src/units/backoff.ts"

describe("a failed attempt", () => {
  it("is followed by another one later and later, and by a person after six", () => {
    const error = { _tag: "Unreachable", message: "the API cannot be reached" }
    const waits = Array.from({ length: mostFailures }, (_, index) => nextAfter(error, index + 1))
    expect(waits).toEqual([15, 60, 240, 960, 3600, undefined])
  })

  it("needs a person at once where trying again changes nothing", () => {
    for (const error of [
      new UsageError({ message: "wrong" }),
      { _tag: "NotAuthenticated", message: "refused" },
      new FilesNotHere({ message: "lost", hint: "", swedish: { message: "borta", hint: "" } }),
    ]) {
      expect(nextAfter(error, 1)).toBeUndefined()
    }
  })
})
