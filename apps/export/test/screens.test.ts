import { chmodSync, writeFileSync } from "node:fs"
import { delimiter, join } from "node:path"
import process from "node:process"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { afterAll, beforeAll, describe, expect, it } from "@effect/vitest"
import { Effect, Exit, Scope } from "effect"
import * as Folder from "../../../packages/accounting/test/support/folder.ts"
import { amiliExport } from "./support/program.ts"

const scope = Effect.runSync(Scope.make())
let home = ""
let base: Readonly<Record<string, string>> = {}

/** What differs from one time to the next, in as many characters, so that columns stay where they are. */
const steady = (text: string) =>
  text
    .replaceAll(home, "/home/me")
    .replaceAll(/127\.0\.0\.1:\d+/g, "127.0.0.1:8080")
    .replaceAll(/\d{4}-\d\d-\d\d(?! 20\d\d)(?=[^T]|$)/g, "2026-01-13")
    .replaceAll(/(2026-01-13) \d\d:\d\d/g, "$1 10:30")
    .replaceAll(/\b[0-9a-f]{64}\b/g, "f".repeat(64))
    .replaceAll(/(?<=[\t ])[0-9a-f]{12}(?=\s)/g, "f".repeat(12))
    .replace(/v\d+\.\d+\.\d+ on \w+/, "v20.19.0 on linux")
    .replace(/within \d+ s/, "within 1 s")

const commands = [
  "--help",
  "closed",
  "history",
  "show 1",
  "verify --api",
  "explain FE1-2022-000001",
  "purge --debtor-data --older-than 1d",
  "schedule status",
  "schedule remove --dry-run",
  "doctor",
]

describe.skipIf(process.platform === "win32")("what a command shows", () => {
  beforeAll(async () => {
    home = await Effect.runPromise(Folder.temporary.pipe(Scope.extend(scope)))
    const program = (name: string, text: string) => {
      writeFileSync(join(home, name), `#!/bin/sh\n${text}\n`)
      chmodSync(join(home, name), 0o755)
    }
    program("systemctl", "exit 1")
    program("crontab", 'if [ "$1" = -l ]; then cat "$HOME/table" 2>/dev/null; exit 0; else cat > "$HOME/table"; fi')
    const { environment } = await Effect.runPromise(
      Sandbox.start({ cases: 60, seed: 5, now: "2025-06-30" }).pipe(Scope.extend(scope)),
    )
    base = { ...environment, HOME: home, PATH: `${home}${delimiter}${process.env["PATH"]}`, NO_COLOR: "1" }
    for (const argv of [["init", "--out", join(home, "out")], ["closed"], ["open"]])
      await Effect.runPromise(amiliExport(argv, base))
    await Effect.runPromise(amiliExport(["schedule", "install", "--every", "week"], base))
  })
  afterAll(() => Effect.runPromise(Scope.close(scope, Exit.void)))

  it.effect.each(
    ["80x24", "200x24", "a pipe"]
      .flatMap((terminal) => commands.map((command) => ({ command, terminal })))
      // There it breaks lines with paths, which are not equally long everywhere.
      .filter(({ command, terminal }) => command !== "doctor" || terminal !== "80x24"),
  )("$command on $terminal", ({ command, terminal }) =>
    Effect.gen(function* () {
      const environment = terminal === "a pipe" ? base : { ...base, AMILI_FORCE_TTY: terminal }
      const { code, stderr, stdout } = yield* amiliExport(command.split(" "), environment)
      expect(code).toBe(0)
      expect(`${steady(stdout)}--\n${steady(stderr)}`).toMatchSnapshot()
    }),
  )
})
