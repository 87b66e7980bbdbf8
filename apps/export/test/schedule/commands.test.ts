import { spawnSync } from "node:child_process"
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { delimiter, join } from "node:path"
import process from "node:process"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../../packages/accounting/test/support/folder.ts"
import { amiliExport } from "../support/program.ts"

const foreign = "MAILTO=me\n0 1 * * * backup --all\n"

/** A home that is set up, and programs on its PATH that write down how they were called. */
const machine = ({ systemd, crontab = foreign }: { readonly systemd: boolean; readonly crontab?: string }) =>
  Effect.map(Folder.temporary, (home) => {
    const [bin, table, calls] = [join(home, "bin"), join(home, "crontab"), join(home, "calls")]
    mkdirSync(bin)
    const program = (name: string, body: string) => {
      writeFileSync(join(bin, name), `#!/bin/sh\necho "${name} $*" >> '${calls}'\n${body}\n`)
      chmodSync(join(bin, name), 0o755)
    }
    writeFileSync(table, crontab)
    program(
      "crontab",
      `if [ "$1" = -l ]; then [ -s '${table}' ] || { echo "no crontab for me" >&2; exit 1; }; cat '${table}'; else cat > '${table}'; fi`,
    )
    const enabled = join(home, "enabled")
    program(
      "systemctl",
      systemd
        ? `case "$2" in
enable) touch '${enabled}';; disable) rm -f '${enabled}';;
is-enabled|is-active) test -e '${enabled}';;
show) case "$3" in *.timer) echo "NextElapseUSecRealtime=Mon 2026-11-23 06:30:00 UTC"; echo "LastTriggerUSec=n/a";; esac;;
esac`
        : `echo "Failed to connect to bus: No medium found" >&2; exit 1`,
    )
    const config = join(home, ".config", "amili")
    mkdirSync(config, { recursive: true })
    writeFileSync(join(config, "export.json"), JSON.stringify({ profiles: { default: { out: join(home, "out") } } }))
    const profile = { baseUrl: "http://127.0.0.1:1", apiCode: "x", privateKeyFile: "/nowhere.pem" }
    writeFileSync(join(config, "profiles.json"), JSON.stringify({ profiles: { default: profile } }))
    return {
      config,
      units: join(home, ".config", "systemd", "user"),
      crontab: () => readFileSync(table, "utf8"),
      calls: () => (existsSync(calls) ? readFileSync(calls, "utf8").trimEnd().split("\n") : []),
      schedule: (args: ReadonlyArray<string>, environment: Readonly<Record<string, string>> = {}) =>
        amiliExport(["schedule", ...args], {
          HOME: home,
          PATH: `${bin}${delimiter}${process.env["PATH"]}`,
          ...environment,
        }),
    }
  })

const document = (text: string) => JSON.parse(text) as Record<string, unknown>

const changing = (calls: ReadonlyArray<string>) => calls.filter((call) => !/ (-l|show|is-)/.test(call))

describe.skipIf(process.platform === "win32")("amili-export schedule --json", () => {
  it.scopedLive("tells what is there, and what was or would be done", () =>
    Effect.gen(function* () {
      const { schedule } = yield* machine({ systemd: false })
      const key = { profile: "default", dataset: "closed" }
      const step = { _tag: "Run", program: "crontab", args: ["-"], input: expect.stringContaining("30 6 * * *") }
      const asked = yield* schedule(["install", "--dry-run", "--json"])
      const installed = { ...key, every: "day", at: "06:30", means: "cron", steps: [step] }
      expect(document(asked.stdout)).toEqual({ ...installed, dryRun: true })
      expect(document((yield* schedule(["install", "--json"])).stdout)).toEqual({ ...installed, dryRun: false })
      expect(document((yield* schedule(["install", "--json"])).stdout)).toMatchObject({ steps: [] })
      const removed = {
        ...key,
        dryRun: false,
        steps: [{ _tag: "Run", program: "crontab", args: ["-"], input: foreign }],
      }
      expect(document((yield* schedule(["remove", "--json"])).stdout)).toEqual(removed)
      expect(document((yield* schedule(["remove", "--json"])).stdout)).toEqual({ ...removed, steps: [] })
    }),
  )
})

describe.skipIf(process.platform === "win32")("amili-export schedule, with systemd,", () => {
  it.scopedLive("writes a timer that catches up, once, and takes it away again", () =>
    Effect.gen(function* () {
      const { calls, crontab, schedule, units } = yield* machine({ systemd: true })
      const installed = yield* schedule(["install", "--every", "month", "--at", "05:15"])
      expect(installed).toMatchObject({ code: 0, stdout: "" })
      expect(installed.stderr).toContain("on the first of every month at 05:15, by systemd.")
      expect(installed.stderr).toContain("comes as soon as you log in again")
      const timer = readFileSync(join(units, "amili-export-default-closed.timer"), "utf8")
      expect(timer).toContain("\nOnCalendar=*-*-01 05:15:00\nPersistent=true\n")
      expect(readFileSync(join(units, "amili-export-default-closed.service"), "utf8")).toMatch(
        /^ExecStart="\/.*" "\/.*amili-export\.cjs" "schedule" "run" "--dataset" "closed" "--profile" "default" "--month-end"$/m,
      )
      expect(installed.stderr).toContain("Each run ends with the month before")
      const once = [
        "systemctl --user daemon-reload",
        "systemctl --user enable amili-export-default-closed.timer",
        "systemctl --user restart amili-export-default-closed.timer",
      ]
      expect(changing(calls())).toEqual(once)

      expect((yield* schedule(["install", "--every", "month", "--at", "05:15"])).stderr).toContain(", as before.")
      expect(changing(calls())).toEqual(once)

      const status = yield* schedule(["status", "--json"])
      expect(JSON.parse(status.stdout)).toMatchObject({
        means: "systemd",
        monthEnd: true,
        next: "Mon 2026-11-23 06:30:00 UTC",
      })

      expect((yield* schedule(["remove"])).code).toBe(0)
      expect(readdirSync(units)).toEqual([])
      expect(changing(calls()).slice(once.length)).toEqual([
        "systemctl --user disable --now amili-export-default-closed.timer",
        "systemctl --user daemon-reload",
      ])
      expect(crontab()).toBe(foreign)
    }),
  )

  it.scopedLive("prints with --dry-run what it would write and run, and does none of it", () =>
    Effect.gen(function* () {
      const { calls, config, schedule, units } = yield* machine({ systemd: true })
      const { code, stdout } = yield* schedule(["install", "--dry-run"])
      expect(code).toBe(0)
      expect(stdout).toContain(`# write ${join(units, "amili-export-default-closed.timer")}\n`)
      expect(stdout).toContain("OnCalendar=*-*-* 06:30:00\n")
      expect(stdout).toContain("# run systemctl --user enable amili-export-default-closed.timer\n")
      expect(changing(calls())).toEqual([])
      expect(existsSync(units)).toBe(false)
      expect(readdirSync(config)).toEqual(["export.json", "profiles.json"])
    }),
  )

  it.scopedLive.skipIf(spawnSync("systemd-analyze", ["--version"]).status !== 0)(
    "writes what systemd-analyze verifies (skipped where it is not installed)",
    () =>
      Effect.gen(function* () {
        const { config, schedule, units } = yield* machine({ systemd: true })
        for (const every of ["day", "week", "month"]) {
          yield* schedule(["install", "--every", every])
          const verified = spawnSync(
            "systemd-analyze",
            ["verify", "--user", join(units, "amili-export-default-closed.timer")],
            { env: { PATH: process.env["PATH"], HOME: config, XDG_RUNTIME_DIR: config }, encoding: "utf8" },
          )
          expect(verified).toMatchObject({ status: 0, stderr: "" })
        }
      }),
  )
})

describe.skipIf(process.platform === "win32")("amili-export schedule, without systemd,", () => {
  it.scopedLive("writes lines between marks, and leaves the others as they are", () =>
    Effect.gen(function* () {
      const { calls, crontab, schedule } = yield* machine({ systemd: false })
      const installed = yield* schedule(["install"])
      expect(installed.code).toBe(0)
      expect(installed.stderr).toContain("cron does not start what it has missed")
      const once = crontab()
      expect(once.startsWith(`${foreign}# amili-export-default-closed: written by`)).toBe(true)
      expect(once).toMatch(
        /^30 6 \* \* \* .*amili-export\.cjs schedule run --dataset closed --profile default >> \S+ 2>&1$/m,
      )
      yield* schedule(["install"])
      expect(changing(calls())).toEqual(["crontab -"])
      yield* schedule(["install", "--dataset", "open", "--every", "month"])
      expect(crontab().startsWith(once)).toBe(true)
      const { stdout } = yield* schedule(["status"])
      expect(
        stdout.split("\n").map((line) => [...line.split("\t").slice(0, 4), ...line.split("\t").slice(8)].join(" ")),
      ).toEqual([
        "open default cron on the first of every month at 06:30 what is open then",
        "closed default cron every day at 06:30 everything until then",
        "",
      ])
      yield* schedule(["remove", "--dataset", "open"])
      yield* schedule(["remove"])
      expect(crontab()).toBe(foreign)
      expect((yield* schedule(["remove"])).stderr).toContain("is not scheduled")
    }),
  )

  it.scopedLive("begins a crontab where there is none", () =>
    Effect.gen(function* () {
      const { crontab, schedule } = yield* machine({ systemd: false, crontab: "" })
      expect((yield* schedule(["install"])).code).toBe(0)
      expect(crontab()).toMatch(/^# amili-export-default-closed: written/)
    }),
  )

  it.scopedLive("does not write over a crontab that it cannot read", () =>
    Effect.gen(function* () {
      const { calls, schedule } = yield* machine({ systemd: false })
      const home = yield* Folder.temporary
      writeFileSync(join(home, "crontab"), "#!/bin/sh\necho 'you are not allowed to use this program' >&2\nexit 1\n", {
        mode: 0o755,
      })
      const PATH = `${home}${delimiter}${process.env["PATH"]}`
      const refused = yield* schedule(["install", "--with", "cron"], { PATH })
      expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("not allowed to use this program") })
      expect(changing(calls())).toEqual([])
    }),
  )

  it.scopedLive("is moved to systemd, not doubled", () =>
    Effect.gen(function* () {
      const { crontab, schedule } = yield* machine({ systemd: true })
      yield* schedule(["install", "--with", "cron"])
      expect(crontab()).not.toBe(foreign)
      yield* schedule(["install"])
      expect(crontab()).toBe(foreign)
    }),
  )
})

describe.skipIf(process.platform === "win32")("amili-export schedule install", () => {
  it.scopedLive("refuses what would not find its settings when nobody watches", () =>
    Effect.gen(function* () {
      const { calls, config, schedule } = yield* machine({ systemd: true })
      const shared = yield* schedule(["install"], { AMILI_JOURNAL_URL: "postgres://me:secret@db/amili" })
      expect(shared.code).toBe(2)
      expect(shared.stderr).toContain("would not know AMILI_JOURNAL_URL")
      expect(shared.stderr).not.toContain("secret")
      expect((yield* schedule(["install", "--profile", "other"])).stderr).toBe(
        'amili-export: nothing is set up for the profile "other". Next: amili-export init --profile other\n',
      )
      writeFileSync(join(config, "profiles.json"), '{"profiles":{}}')
      expect((yield* schedule(["install"])).stderr).toContain("there are no credentials for the profile")
      expect(changing(calls())).toEqual([])
    }),
  )
})

describe.skipIf(process.platform === "win32")("a scheduled export that fails", () => {
  it.scopedLive("ends as the export did, runs the command of --notify, and is what doctor shows", () =>
    Effect.gen(function* () {
      const { config, schedule: scheduleIn } = yield* machine({ systemd: false })
      const schedule = (args: ReadonlyArray<string>) => scheduleIn(args, { XDG_STATE_HOME: join(config, "state") })
      const told = join(config, "told")
      const notify = `echo "$AMILI_DATASET of $AMILI_PROFILE: $AMILI_EXIT_CODE" >> '${told}'`
      expect(yield* schedule(["install", "--notify", notify, "--dry-run"])).toMatchObject({ code: 0 })
      expect(yield* schedule(["run"])).toMatchObject({ code: 4 })
      expect(existsSync(told)).toBe(false)

      yield* schedule(["install", "--notify", notify])
      yield* schedule(["install", "--at", "07:00"])
      const failed = yield* schedule(["run"])
      expect(failed.code).toBe(4)
      expect(failed.stderr).toContain("cannot read the private key file /nowhere.pem")
      expect(failed.stderr).toContain("the scheduled export of closed cases ended with 4.")
      expect(readFileSync(told, "utf8")).toBe("closed of default: 4\n")
      expect(JSON.parse((yield* schedule(["status", "--json"])).stdout)).toMatchObject({ exitCode: 4 })
      expect((yield* schedule(["status", "--fields", "last"])).stdout).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d\n$/)

      const home = { HOME: join(config, "..", ".."), XDG_STATE_HOME: join(config, "state") }
      expect((yield* amiliExport(["doctor"], home)).stdout).toContain(
        "the last scheduled export (closed) ended with 4 on",
      )

      yield* schedule(["install", "--notify", ""])
      yield* schedule(["run"])
      expect(readFileSync(told, "utf8")).toBe("closed of default: 4\n")
    }),
  )
})
