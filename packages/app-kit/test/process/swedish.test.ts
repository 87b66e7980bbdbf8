import {
  InvalidKey,
  NotAuthenticated,
  NotFound,
  RequestRefused,
  UnexpectedAnswer,
  Unreachable,
} from "@amili-cases/core/ApiError"
import * as Report from "../../src/process/Report.ts"
import { inBoth, UsageError } from "../../src/command/UsageError.ts"
import { describe, expect, it } from "vitest"

describe("an error in Swedish", () => {
  it("is told with its next step, on one line", () => {
    const error = inBoth({ message: "no\nway", hint: "try" }, { message: "det går\ninte", hint: "försök" })
    const said = Report.inSwedish(error)
    expect(said).toEqual({ message: "det går inte", hint: "försök" })
    expect(said && Report.line("amili-export", said, "sv")).toBe("amili-export: det går inte. Nästa steg: försök")
  })

  it("is none where it speaks English only", () => {
    expect(Report.inSwedish(new UsageError({ message: "no" }))).toBeUndefined()
    expect(Report.inSwedish(new Error("no"))).toBeUndefined()
  })

  it.each([
    [
      new Unreachable({ message: "refused", attempts: 3, hint: "check the proxy" }),
      "(3 försök): refused",
      "check the proxy",
    ],
    [
      new Unreachable({ message: "busy", attempts: 5, status: 429 }),
      "API:et svarade 429 (5 försök)",
      "vänta några minuter",
    ],
    [
      new NotAuthenticated({ message: "no", status: 401 }),
      "inloggningsuppgifterna (401)",
      "api-koden hör till nyckeln",
    ],
    [new InvalidKey({ message: "no", reason: "Encrypted" }), "skyddad med ett lösenord", "openssl pkey"],
    [new RequestRefused({ message: "no", status: 400, sent: "cases?where=..." }), "(400): cases?where=...", "adressen"],
    [new NotFound({ message: "no", path: "cases/1" }), "det här id:t: cases/1", "får se det"],
    [new UnexpectedAnswer({ message: "no date" }), "oväntat svar: no date", "rapportera det till Amili"],
  ])("says of %o what happened and what to do", (error, message, hint) => {
    expect(Report.inSwedish(error)?.message).toContain(message)
    expect(Report.inSwedish(error)?.hint).toContain(hint)
  })
})
