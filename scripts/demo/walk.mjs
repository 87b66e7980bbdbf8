/**
 * Closes months of a made-up portfolio, each command shown as a user would type it.
 *
 *   node scripts/demo/walk.mjs [--out out] [--now 2026-12-01] [--cases 300]
 */
import { spawnSync } from "node:child_process"
import { existsSync, readdirSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import * as months from "./months.mjs"
import * as sandboxes from "./sandbox.mjs"

const root = join(dirname(fileURLToPath(import.meta.url)), "../..")
const programs = {
  amili: join(root, "apps/cli/bin/amili.cjs"),
  "amili-export": join(root, "apps/export/bin/amili-export.cjs"),
}
const { values } = parseArgs({
  options: {
    out: { type: "string", default: join(root, "out") },
    now: { type: "string" },
    cases: { type: "string", default: "300" },
  },
})
/** As a user in the root of the clone would write it. */
const out = relative(root, resolve(values.out))
process.chdir(root)
const folder = join(out, "sandbox")
const exports_ = join(out, "exports")
const bank = join(out, "bank")
const now = values.now === undefined ? new Date() : new Date(values.now)
const current = months.of(now)

let sandbox

const fail = async (message) => {
  console.error(`demo: ${message}`)
  await sandbox?.stop()
  process.exit(1)
}

/** In 80 columns, as a shell takes it. */
const wrapped = (words) => {
  const lines = [""]
  for (const word of words) {
    const line = lines.at(-1)
    if (line.length + word.length > 76) lines.push(`    ${word}`)
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`
  }
  return lines.join(" \\\n")
}

/** Runs one command and shows it; `quiet` keeps what it says, for the caller to put in a line. */
const run = async (name, args, { accept = [0], quiet = false } = {}) => {
  const typed = args.filter((arg) => arg !== "--json").map((arg) => (arg.includes(" ") ? `"${arg}"` : arg))
  console.log(wrapped(["$", name, ...typed]))
  const result = spawnSync(process.execPath, [programs[name], ...args], {
    env: { ...process.env, ...sandbox.environment, AMILI_KEYCHAIN: "off", XDG_STATE_HOME: resolve(out, "state") },
    stdio: ["ignore", "pipe", quiet ? "pipe" : "inherit"],
    encoding: "utf8",
  })
  if (!accept.includes(result.status)) await fail(`${name} ended with code ${result.status}. ${result.stderr ?? ""}`)
  return result.stdout
}

/** Exit code 3 says that all is written and that something needs a person: what a month-end usually ends with. */
const written = [0, 3]
const exporting = async (args) =>
  JSON.parse(await run("amili-export", [...args, "--out", exports_, "--json"], { accept: written, quiet: true }))

const counted = (counts, names) =>
  Object.entries(names)
    .filter(([name]) => counts[name] > 0)
    .map(([name, words]) => `${counts[name]} ${words}`)
    .join(", ")

const told = ({ counts, serial }, names) =>
  console.log(serial === null ? "  nothing new" : `  run ${serial}: ${counted(counts, names) || "nothing to tell"}`)

const closeMonth = async (month, { isFirst, isLast }) => {
  console.log(`\nMonth-end of ${month}`)
  told(await exporting(["closed", "--month", month]), {
    closed: "closed",
    corrections: "corrected or opened again",
    quarantined: "for a person",
  })
  told(await exporting(["payouts"]), {
    new: "lines new",
    scheduled: "scheduled",
    paid_out: "paid out",
    changed: "changed",
    reversed: "reversed",
    gone: "gone",
  })
  await run("amili", ["sandbox", "bank", "--month", month, "--to", bank])
  if (isFirst)
    await run("amili-export", [
      "bank",
      "confirm",
      "991-2346",
      "--by",
      "Demo",
      "--reason",
      "the sandbox pays from it",
      "--out",
      exports_,
    ])
  const statement = join(bank, `bank-${month}.xml`)
  const reconcile = ["reconcile", "--month", month, "--bank", statement]
  if (isLast) return run("amili-export", [...reconcile, "--out", exports_], { accept: written })
  const { serial, summary } = await exporting([...reconcile, "--final", "--by", "Demo", "--reason", "books closed"])
  const needed = summary.decisions.reduce((sum, { count }) => sum + count, 0)
  const controls = summary.controls.filter(({ outcome }) => outcome === "holds").length
  console.log(`  run ${serial}: ${controls} controls hold, ${needed} things for a person; the month is locked`)
}

/** A portfolio that is not there yet begins half a year back, and its first month-end lies two months back. */
const isNew = !existsSync(join(folder, "sandbox.json"))
const at = values.now === undefined ? [] : ["--now", now.toISOString()]
const beginning = [
  "--cases",
  values.cases,
  "--seed",
  "2026",
  "--unkind",
  "0.08",
  "--since",
  `${months.add(current, -6)}-01`,
  "--now",
  `${months.add(current, -2)}-01T06:00:00Z`,
]

const start = async (args) => {
  sandbox = await sandboxes.start(programs.amili, ["--folder", folder, ...args]).catch(({ message }) => fail(message))
}

const stand = months.latest(exports_)
const due = months.due(stand, current)
await start(isNew ? beginning : at)
console.log(
  isNew
    ? `A sandbox with made-up cases and their payouts, from ${months.add(current, -6)} until today.`
    : "The sandbox of the last time goes on: the same cases, a later clock.",
)
for (const [index, month] of due.entries()) {
  const isLast = index === due.length - 1
  if (isNew && index === 1) await run("amili", ["sandbox", "next-month"], { quiet: true })
  if (isNew && isLast) {
    await sandbox.stop()
    await start(at)
  }
  await closeMonth(month, { isFirst: stand === undefined && index === 0, isLast })
}
console.log("")
await run("amili-export", ["verify", "--out", exports_])
await sandbox.stop()

const last = due.at(-1) ?? months.add(current, -1)
const report = readdirSync(exports_).findLast((name) => name.endsWith(`-report-${last}.html`))
console.log(`
The report of ${last}: ${join(exports_, report)}
The workbooks are beside it. Next:
  npm run demo                again, today or in a month: nothing is exported twice
  docs/ekonomi.md             the same month-end, step by step (in Swedish)
  npx amili sandbox start --months 6 --folder practice     to close months yourself
  npx amili-desk --sandbox    the same in the browser`)
