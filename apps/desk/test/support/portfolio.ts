/** A portfolio whose texts are hostile, served to a desk by a sandbox in the test's own process. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Recorded from "@amili-cases/test-fixtures/Recorded"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { Effect, Exit, Scope } from "effect"
import { type Desk, start as startDesk, stop as stopDesk } from "./Desk.ts"

/** Texts that would run, load, close or turn something if a page did not escape them. */
export const hostile = [
  "</style><script>alert(1)</script>",
  '" onmouseover="alert(1)" x="',
  "<img src=x onerror=alert(1)>",
  "'><svg onload=alert(1)>",
  "javascript:alert(1)",
  "${alert(1)} {{7*7}} &lt;b&gt; &amp;",
  "\u202Eesrever\u202C \u0000\u001b[31m \ud800 \u00a0",
  "</textarea></title></main><h1>taken over</h1>",
  "Å".repeat(3000),
  "=cmd|' /C calc'!A0",
]

const hex = (number: number) => number.toString(16).padStart(24, "6")
export const creditor = hex(1)

/** A case in which every text is hostile; the debtor's name is told from the others. */
const caseOf = (text: string, index: number) => ({
  _id: { $oid: hex(index + 100) },
  _created: { $date: "2026-01-02T10:00:00.000Z" },
  _updated: { $date: "2026-01-02T10:00:00.000Z" },
  creditor: { $oid: creditor },
  creditor_name: text,
  customer: { $oid: hex(2) },
  customer_name: `DEBTOR ${text}`,
  customer_id_number: "19850312-9805",
  currency: text.slice(0, 40),
  state: text,
  status: text,
  state_history: [{ state: text, state_date: { $date: "2026-01-03T10:00:00.000Z" } }],
  status_history: [{ status: text, status_date: { $date: "2026-01-03T10:00:00.000Z" } }],
  reference_number: text,
  debt: { invoice_number: text, debt_description: `DEBT ${text}` },
  total_remaining_capital_amount: 1234.5,
  ...(index % 2 === 0 ? {} : { closed: { close_date: { $date: "2026-01-04T10:00:00.000Z" }, reason: text } }),
})

const lineOf = (text: string, index: number) => ({
  _id: { $oid: hex(index + 500) },
  _created: { $date: "2026-01-05T10:00:00.000Z" },
  _updated: { $date: "2026-01-05T10:00:00.000Z" },
  creditor: { $oid: creditor },
  case: { $oid: hex(index + 100) },
  invoice_number: text,
  currency: text.slice(0, 40),
  amount: 100,
  finance_category: text,
  payout: { $oid: hex(900) },
  payout_reference: text,
})

const recorded: ReadonlyArray<unknown> = readFileSync(Recorded.file("cases"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line))

/** How many cases there are in all. */
export const size = hostile.length + recorded.length

const lines = (documents: ReadonlyArray<unknown>) => documents.map((one) => `${JSON.stringify(one)}\n`).join("")

export interface World {
  readonly desk: Desk
  readonly sandbox: Sandbox.Running
  /** With the settings of the desk; the exports of its profile go to `exports`. */
  readonly home: string
  readonly stop: () => Promise<void>
}

/** A desk whose profile `default` sees a sandbox: hostile texts, and the recorded cases, unless other options say otherwise. */
export const start = async (options?: Sandbox.Options): Promise<World> => {
  const home = mkdtempSync(join(tmpdir(), "amili-desk-world-"))
  const data = (name: string, documents: ReadonlyArray<unknown>) => {
    writeFileSync(join(home, name), lines(documents))
    return join(home, name)
  }
  const scope = Effect.runSync(Scope.make())
  const files = [
    data("cases.ndjson", [...hostile.map(caseOf), ...recorded]),
    data("creditors.ndjson", [
      { _id: { $oid: creditor }, _created: { $date: "2026-01-01T00:00:00.000Z" }, name: hostile[0] },
    ]),
    data("finance--payout-specifications.ndjson", hostile.map(lineOf)),
  ]
  const sandbox = await Effect.runPromise(Scope.extend(Sandbox.start(options ?? { dataFiles: files }), scope))
  mkdirSync(join(home, ".config", "amili"), { recursive: true })
  writeFileSync(
    join(home, ".config", "amili", "export.json"),
    JSON.stringify({ profiles: { default: { out: join(home, "exports"), format: "csv" } } }),
  )
  const desk = await startDesk([], { HOME: home, ...sandbox.environment })
  return {
    desk,
    sandbox,
    home,
    stop: async () => {
      await stopDesk(desk)
      await Effect.runPromise(Scope.close(scope, Exit.void))
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** The id of the case whose texts are the hostile one of this index. */
export const idOf = (index: number) => hex(index + 100)
