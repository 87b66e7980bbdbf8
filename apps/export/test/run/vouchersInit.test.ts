/** The account map is made for the company that Amili has the creditor as. */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../../packages/accounting/test/support/folder.ts"
import { amiliExport } from "../support/program.ts"

const idOf = (index: number) => index.toString(16).padStart(24, "6")

/** Creditors with these organisation numbers, or none. */
const begun = (...numbers: ReadonlyArray<string | undefined>) =>
  Effect.gen(function* () {
    const out = yield* Folder.temporary
    const data = join(out, "creditors.ndjson")
    const date = { $date: "2024-06-01T00:00:00.000Z" }
    const documents = numbers.map((organization_no, index) => ({
      _id: { $oid: idOf(index) },
      _created: date,
      _updated: date,
      name: "Exempel AB",
      ...(organization_no === undefined ? {} : { organization_no }),
      is_active: true,
    }))
    writeFileSync(data, documents.map((document) => `${JSON.stringify(document)}\n`).join(""))
    const { environment } = yield* Sandbox.start({ dataFiles: [data] })
    const init = (...args: ReadonlyArray<string>) =>
      amiliExport(["vouchers", "init", "--outlays", "3591", ...args, "--out", out], environment)
    return { init, map: () => readFileSync(join(out, "accounts.json"), "utf8") }
  })

describe("amili-export vouchers init", () => {
  it.scopedLive("takes name and organisation number from the creditor, however the number is written", () =>
    Effect.gen(function* () {
      const { init, map } = yield* begun("165566778899")
      const made = yield* init()
      expect({ code: made.code, stderr: made.stderr }).toEqual({
        code: 0,
        stderr: expect.not.stringContaining("note:"),
      })
      expect(JSON.parse(map())).toMatchObject({
        companies: [{ name: "Exempel AB", organisationNumber: "556677-8899" }],
      })
    }),
  )

  it.scopedLive("refuses an organisation number that is not the creditor's, and creditors of several companies", () =>
    Effect.gen(function* () {
      const { init } = yield* begun("5566778899", "5566778899", "5560360793")
      const differs = yield* init("--organisation-number", "556036-0793", "--creditor", idOf(0))
      expect({ code: differs.code, stderr: differs.stderr }).toEqual({
        code: 2,
        stderr: expect.stringContaining(
          `the organisation number is 556036-0793, and at Amili creditor ${idOf(0)} has 556677-8899`,
        ),
      })
      const several = yield* init("--organisation-number", "556677-8899")
      expect({ code: several.code, stderr: several.stderr }).toEqual({
        code: 2,
        stderr: expect.stringContaining(`at Amili creditor ${idOf(2)} has 556036-0793`),
      })
      const unknown = yield* init("--creditor", idOf(9))
      expect({ code: unknown.code, stderr: unknown.stderr }).toEqual({
        code: 2,
        stderr: expect.stringContaining(`the API knows no creditor ${idOf(9)}`),
      })
      const both = yield* init("--creditor", idOf(0), "--creditor", idOf(1))
      expect({ code: both.code, stderr: both.stderr }).toMatchObject({ code: 0 })
    }),
  )

  it.scopedLive("asks for a number that Amili does not have, and says that it was not compared", () =>
    Effect.gen(function* () {
      const { init, map } = yield* begun(undefined)
      expect(yield* init()).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("give it with --organisation-number"),
      })
      const given = yield* init("--organisation-number", "556677-8899")
      expect({ code: given.code, stderr: given.stderr }).toEqual({
        code: 0,
        stderr: expect.stringContaining(`Amili has no organisation number of creditor ${idOf(0)}`),
      })
      expect(map()).toContain('"organisationNumber": "556677-8899"')
    }),
  )
})
