/** Readers in other languages, which share nothing with ours, find in SIE files what the journal has emitted. */
import { execFileSync, spawnSync } from "node:child_process"
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Vouchers } from "@amili-cases/accounting/vouchers/journal/Vouchers"
import { postingsOf } from "@amili-cases/accounting/vouchers/rules/grouped"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as World from "./support/world.ts"

const readers = [
  ["python3", "sie.py"],
  ["perl", "sie.pl"],
] as const

const script = (name: string) => join(import.meta.dirname, "support/readers", name)

/** On some systems the name is there and only says where to get the program. */
const isThere = (program: string) => spawnSync(program, ["--version"]).status === 0

const emitted = Effect.gen(function* () {
  const world = yield* World.make({ cases: 40, seed: 12, unkind: 1, now: "2026-02-20" })
  const books = World.companyIn({ invoiceDimension: true, receiver: "fortnox", name: 'Öl & Å "Räksmörgås" AB' })
  yield* world.alone(world.exportAll)
  yield* world.draft("2026-02", books)
  yield* world.approve("all")
  yield* world.emit(books)
  const vouchers = yield* world.alone(Effect.flatMap(Vouchers, (journal) => journal.all("default")))
  const files = readdirSync(world.out).filter((name) => name.endsWith(".si"))
  return { files: files.map((name) => join(world.out, name)), vouchers }
})

describe.each(readers)("%s", (program, name) => {
  it.live.runIf(isThere(program))("finds the vouchers of the journal in the files, balanced and to the öre", () =>
    Effect.gen(function* () {
      const { files, vouchers } = yield* emitted
      const read = (...paths: ReadonlyArray<string>) =>
        JSON.parse(execFileSync(program, [script(name), ...paths], { encoding: "utf8" })) as ReadonlyArray<{
          company: string
          vouchers: number
          objects: number
          sums: Record<string, string>
        }>
      const found = read(...files)
      const sums = new Map<string, bigint>()
      const add = (to: Map<string, bigint>, account: string, amount: bigint) =>
        to.set(account, (to.get(account) ?? 0n) + amount)
      for (const one of found)
        for (const [account, amount] of Object.entries(one.sums)) add(sums, account, BigInt(amount))
      const wanted = new Map<string, bigint>()
      const postings = vouchers.flatMap(postingsOf)
      for (const { account, amount } of postings) add(wanted, account, amount)
      expect(vouchers.length).toBeGreaterThan(10)
      expect(found.reduce((sum, one) => sum + one.vouchers, 0)).toBe(vouchers.length)
      expect(found.reduce((sum, one) => sum + one.objects, 0)).toBe(
        postings.filter(({ invoice }) => invoice !== undefined).length,
      )
      expect(sums).toEqual(wanted)
      expect(found.map(({ company }) => company.replaceAll('\\"', '"'))).toEqual(
        files.map(() => 'Öl & Å "Räksmörgås" AB'),
      )
      // It can say no.
      const broken = `${files[0]}.broken`
      writeFileSync(broken, readFileSync(files[0] ?? "", "latin1").replace(/(#TRANS .*\d\.\d)(\d)/, "$19"), "latin1")
      expect(spawnSync(program, [script(name), broken], { encoding: "utf8" }).stderr).toContain("out of balance")
    }).pipe(Effect.scoped),
  )
})
