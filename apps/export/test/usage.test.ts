import * as Flag from "@amili-cases/app-kit/command/Flag"
import * as Tree from "@amili-cases/app-kit/command/Tree"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { app } from "../src/App.ts"
import { amiliExport } from "./support/program.ts"

/** What a command needs beside the option in question. */
const needed: Readonly<Record<string, ReadonlyArray<string>>> = {
  "amili-export bank confirm": ["991-2346"],
  "amili-export explain": ["INV-1"],
  "amili-export journal abandon": ["1"],
  "amili-export purge": ["--debtor-data", "--older-than", "1d"],
  "amili-export replay": ["1", "--to", "again"],
  "amili-export journal backup": ["--to", "copy.db"],
  "amili-export show": ["1"],
  "amili-export vouchers approve": ["--all"],
  "amili-export vouchers decide": ["0a1b2c3d", "--loss", "yes"],
  "amili-export vouchers explain": ["0a1b2c3d"],
  "amili-export vouchers reverse": ["0a1b2c3d"],
}

/** Values that are wrong, for the options that have any. */
const wrong: Readonly<Record<string, string>> = {
  "--query": "[?",
  "--template": "{{",
  "--fields": "nosuch",
  "--profile": "no such",
  "--format": "pdf",
  "--csv": "nosuch",
  "--columns": "nosuch",
  "--delimiter": "too long",
  "--creditor": "nosuch",
  "--class": "nosuch",
  "--start": "sometime",
  "--from": "sometime",
  "--until": "sometime",
  "--month": "2026-13",
  "--through": "2026-01-13T09:30:00Z",
  "--since": "sometime",
  "--older-than": "sometime",
  "--acknowledge": "nosuch",
  "--as-of": "2026-01-13T09:30:00Z",
  "--opening": "sometime",
  "--wait": "soon",
  "--fiscal-year": "sometime",
}

/** The rest takes anything, or is refused while the command line is parsed. */
const free =
  "--limit --notify --out --journal --to --trace-file --base-url --key-file --decimal-mark --headers --language --debtor --lag --dataset --schedule --every --at --with --by --reason --bank --receiving --accounts --name --organisation-number --method --receiver --series --outlays --sales --vat --loss --rate --state --ui-language".split(
    " ",
  )

/** Tells each thing that is wrong as one of its checks, on stdout. */
const tellsAll = (name: string, option: string) => name === "amili-export doctor" && option === "--profile"

const commands = await Promise.all(
  Tree.leaves(app.root).map(async ({ leaf, path }) => {
    const { flags } = await leaf.load()
    return { name: path.join(" "), options: flags.filter(({ value }) => value !== undefined).map(Flag.longName) }
  }),
)

/** Nothing is set up, and there is no journal in the folder. */
const unconfigured = (argv: ReadonlyArray<string>) => amiliExport(argv, {})

describe("a wrong option, without any configuration,", () => {
  it("is known for every option of every command", () => {
    const all = new Set(commands.flatMap(({ options }) => options))
    expect([...all].toSorted()).toEqual([...Object.keys(wrong), ...free].toSorted())
  })

  it.effect.each(
    commands.flatMap(({ name, options }) =>
      options
        .filter((option) => option in wrong && !tellsAll(name, option))
        .map((option) => ({ name, option, out: options.includes("--out") })),
    ),
  )("is told: $name $option", ({ name, option, out }) =>
    Effect.gen(function* () {
      const others = (needed[name] ?? []).join(" ").replace(new RegExp(` ?${option} \\S+`), "")
      const argv = [...name.split(" ").slice(1), ...others.split(" ").filter((word) => word !== "")]
      const { code, stderr, stdout } = yield* unconfigured([
        ...argv,
        ...(out ? ["--out", "/nonexistent/exports"] : []),
        option,
        wrong[option] ?? "",
      ])
      expect({ code, stdout, lines: stderr.split("\n").length }).toEqual({ code: 2, stdout: "", lines: 2 })
      expect(stderr).toContain(option === "--profile" ? "cannot name a profile" : option)
    }),
  )
})

describe("a wrong use, without any configuration,", () => {
  const out = ["--out", "/nonexistent/exports"]
  it.effect.each([
    [["closed"], "where do the exports go?"],
    [
      ["closed", ...out, "--from", "2025-01-01"],
      "has no option --from. Next: a period once more, outside the journal: amili-export backfill",
    ],
    [["closed", ...out, "--until=2025-01-01"], "has no option --until. Next: a period once more"],
    [["closed", ...out, "--month", "2025-01", "--through", "2025-01-31"], "--month and --through exclude each other"],
    [
      ["backfill", ...out, "--month", "2025-01", "--from", "2025-01-01"],
      "--month goes with neither --from nor --until",
    ],
    [["schedule", "run", "--dataset", "open", "--month-end"], "--month-end is for closed cases, not for open"],
    [["closed", ...out, "--per-creditor", "--one-set"], "--per-creditor and --one-set exclude each other"],
    [["closed", ...out, "--columns", "debtor_name"], "debtor_name"],
    [
      ["backfill", ...out, "--from", "2025-02-01", "--until", "2025-01-01"],
      "--until ends before --from 2025-02-01 00:00",
    ],
    [["init", "--per-creditor", "--one-set"], "--per-creditor and --one-set exclude each other"],
    [["init", "--schedule", "none", "--at", "07:00"], "--at is the time of a schedule"],
    [["history", ...out, "--json", "--csv"], "--json and --csv exclude each other"],
    [["show", "1", ...out, "--json", "--fields", "file"], "JSON is the manifest"],
    [["show", "one", ...out], "serial"],
    [["explain", "x", ...out, "--raw", "--csv"], "--raw and --csv exclude each other"],
    [["explain", "x", ...out, "--raw", "--fields", "case"], "--raw and --fields exclude each other"],
    [["verify", ...out, "--creditor", "665d0659802fc3098ba74178"], "add --api"],
    [["purge", ...out, "--older-than", "1d"], "nothing to purge is named"],
    [["schedule", "status", "--query", "x", "--template", "x"], "--query and --template exclude each other"],
    [["schedule", "install"], "nothing is set up for the profile"],
  ] as const)("is told: %j", ([argv, text]) =>
    Effect.gen(function* () {
      const { code, stderr, stdout } = yield* unconfigured(argv)
      expect({ code, stdout, lines: stderr.split("\n").length }).toEqual({ code: 2, stdout: "", lines: 2 })
      expect(stderr).toContain(text)
    }),
  )

  it.effect("goes before the missing configuration, which ends with 4", () =>
    Effect.gen(function* () {
      expect(yield* unconfigured(["closed", ...out])).toMatchObject({ code: 4 })
    }),
  )
})
