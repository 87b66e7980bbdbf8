// Runs for as long as is wanted what the suite runs a little of: `pnpm soak [--minutes 60] [--seed N]`.
//
//   every call that changes the disk refused once, and a kill at every step of a run
//   the life of runs under faults and mistakes, 200 sequences at a time
//   histories of a moving portfolio over a bad line, 200 at a time, 50 of payouts and of reconciled months, 20 of vouchers
//   the program killed at random moments, 50 times after each 1,000 histories, and 200 months of daily readings
//   a fleet of 500 profiles whose workers and database are killed, stopped and restarted for three minutes, once in 1,000 histories
//   SIE files made at random, and damaged ones, 500 of each at a time
//   both programs with wrong variables, options and files, 1,000 times each after each 1,000 histories
//
// Ends with 1 at the first failure, after printing the seed that repeats it.
import { spawnSync } from "node:child_process"
import { createRequire } from "node:module"
import { join } from "node:path"
import { parseArgs } from "node:util"

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "60" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 1_000_000_000)) },
  },
})
const first = Number(values.seed)
const end = Date.now() + Number(values.minutes) * 60_000
if (!Number.isSafeInteger(first) || Number.isNaN(end)) {
  console.error("--minutes and --seed are numbers: pnpm soak --minutes 60 --seed 1")
  process.exit(2)
}

const root = join(import.meta.dirname, "..")

/** Runs test files of a package; ends everything when one fails. */
const run = (folder, files, environment) => {
  const repeat = Object.entries(environment).map(([name, value]) => `${name}=${value}`)
  console.log(`${new Date().toISOString()} ${repeat.join(" ")} ${folder} ${files.join(" ")}`)
  const cwd = join(root, folder)
  const vitest = createRequire(join(cwd, "package.json")).resolve("vitest/vitest.mjs")
  const { status } = spawnSync(process.execPath, [vitest, "run", "--maxWorkers=2", "--reporter=default", ...files], {
    cwd,
    stdio: "inherit",
    env: { ...process.env, ...environment },
  })
  if (status === 0) return
  console.error(`\nfailed; repeat it with: cd ${folder} && ${repeat.join(" ")} npx vitest run ${files.join(" ")}`)
  process.exit(1)
}

const batch = 200
let histories = 0
let kills = 0

console.log(`seed ${first}, for ${values.minutes} minutes`)
run(
  "packages/accounting",
  [
    "test/run/faults.test.ts",
    "test/run/crash.test.ts",
    "test/payouts/crash.test.ts",
    "test/reconcile/crash.test.ts",
    "test/vouchers/crash.test.ts",
  ],
  {
    SAMPLE: "all",
    SEED: "0",
  },
)
while (Date.now() < end) {
  if (histories % 1000 === 0) {
    run("apps/export", ["test/run/kills.test.ts"], { KILLS: "50", FIRST_SEED: String(first + histories) })
    kills += 50
    for (const app of ["apps/cli", "apps/export"]) {
      const environment = { ATTEMPTS: "1000", LIMIT: "1800000", FIRST_SEED: String(first + histories) }
      run(app, ["test/mistakes.test.ts"], environment)
    }
    run("apps/fleet", ["test/proof.test.ts"], { FLEET: "long", SEED: String(first + histories) })
    run("packages/test-fixtures", ["test/Histories.test.ts"], {
      HISTORIES: "200",
      FIRST_SEED: String(first + histories),
    })
  }
  run("packages/sie", ["test/read/fuzz.test.ts", "test/write/roundTrip.test.ts"], {
    FILES: "500",
    LIMIT: "1800000",
    FIRST_SEED: String(first + histories),
  })
  run("packages/export-engine", ["test/run/life.test.ts"], { SEQUENCES: "200", SEED: String(first + histories) })
  run("packages/accounting", ["test/histories"], { HISTORIES: String(batch), FIRST_SEED: String(first + histories) })
  run("packages/accounting", ["test/payouts/histories.test.ts"], {
    HISTORIES: "50",
    FIRST_SEED: String(first + histories),
  })
  run("packages/accounting", ["test/reconcile/histories.test.ts"], {
    HISTORIES: "50",
    FIRST_SEED: String(first + histories),
  })
  run("packages/accounting", ["test/vouchers/histories.test.ts"], {
    HISTORIES: "20",
    FIRST_SEED: String(first + histories),
  })
  histories += batch
}
console.log(`\nnothing found: ${histories} histories, ${kills} kills, every disk fault and every step; seed ${first}`)
