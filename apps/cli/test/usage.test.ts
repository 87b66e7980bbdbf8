import * as Flag from "@amili-cases/app-kit/command/Flag"
import * as Tree from "@amili-cases/app-kit/command/Tree"
import { describe, expect, it } from "vitest"
import { app } from "../src/App.ts"
import { amili, linesOf } from "./amili.ts"

/** No API, no credentials, no profile. */
const environment = {
  AMILI_BASE_URL: undefined,
  AMILI_API_CODE: undefined,
  AMILI_PRIVATE_KEY_FILE: undefined,
  AMILI_ACCESS_TOKEN: undefined,
}

const id = "665d0659802fc3098ba74178"

/** What a command needs beside the option in question. */
const needed: Readonly<Record<string, ReadonlyArray<string>>> = {
  "amili api": ["creditors"],
  "amili case show": [id],
  "amili payout show": [id],
}

/** Values that are wrong, for the options that have any. */
const wrong: Readonly<Record<string, string>> = {
  "--query": "[?",
  "--template": "{{",
  "--fields": "nosuch",
  "--sort": "nosuch",
  "--since": "sometime",
  "--until": "sometime",
  "--class": "nosuch",
  "--param": "nosuch",
}

/** The rest takes anything, or is refused while the command line is parsed. */
const free =
  "--profile --trace-file --invoice --reference --creditor --state --status --reason --timeout --retries --concurrency --every --limit --min --max --min-age --max-age".split(
    " ",
  )

const commands = await Promise.all(
  Tree.leaves(app.root).map(async ({ leaf, path }) => {
    const { flags } = await leaf.load()
    return { name: path.join(" "), options: flags.filter(({ value }) => value !== undefined).map(Flag.longName) }
  }),
)
const asking = commands.filter(({ options }) => options.includes("--retries"))

describe("a wrong option, without any configuration,", () => {
  it("is known for every option of every command that asks the API", () => {
    const all = new Set(asking.flatMap(({ options }) => options))
    expect([...all].toSorted()).toEqual([...Object.keys(wrong), ...free].toSorted())
  })

  it.each(asking.flatMap(({ name, options }) => options.filter((option) => option in wrong).map((o) => [name, o])))(
    "is told: %s %s",
    async (name, option) => {
      const argv = [...name.split(" ").slice(1), ...(needed[name] ?? []), option, wrong[option] ?? ""]
      const { code, stderr, stdout } = await amili(argv, { environment })
      expect({ code, stdout, lines: linesOf(stderr).length }).toEqual({ code: 2, stdout: "", lines: 1 })
      expect(stderr).toContain(`amili: ${option}`)
    },
  )
})

describe("a wrong use, without any configuration,", () => {
  it.each([
    [["case", "show"], "which case?"],
    [["case", "show", "12"], '"12" is not a case id'],
    [["case", "show", id, id, "--watch"], "--watch follows exactly one case"],
    [["case", "show", id, "--json", "--csv"], "--json and --csv exclude each other"],
    [["case", "show", id, "--fields", "debtor"], '"debtor" is about the debtor'],
    [["case", "open", "--query", "id", "--template", "x"], "--query and --template exclude each other"],
    [["case", "open", "--csv", "--template", "x"], "--template and --csv exclude each other"],
    [["case", "open", "--since", "7d", "--until", "8d"], "is not after --since ("],
    [["case", "closed", "--until", "2020-01-01"], "--until 2020-01-01 is not after --since"],
    [["case", "browse"], "case browse draws on a terminal"],
    [["payout", "list", "--since", "2026-01-01", "--until", "2026-01-01"], "nothing lies between them"],
    [["payout", "list", "--json", "--csv"], "--json and --csv exclude each other"],
    [["payout", "show", "P1"], '"P1" is not a payout id'],
    [["api", "cases", "--all", "--param", "where=x"], "where has to be a JSON object"],
    [["sandbox", "start", "--now", "sometime"], "now: 'sometime' is no day"],
    [["auth", "login"], "address of the API is missing"],
    [["completion", "tcsh"], "bash"],
  ])("is told: %j", async (argv, text) => {
    const { code, stderr, stdout } = await amili(argv, { environment })
    expect({ code, stdout, lines: linesOf(stderr).length }).toEqual({ code: 2, stdout: "", lines: 1 })
    expect(stderr).toContain(text)
  })

  it("goes before the missing configuration, which ends with 4", async () => {
    expect(await amili(["case", "open"], { environment })).toMatchObject({ code: 4 })
  })
})
