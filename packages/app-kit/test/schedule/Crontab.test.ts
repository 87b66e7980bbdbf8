import * as Environment from "../../src/settings/Environment.ts"
import { describe, expect, it } from "@effect/vitest"
import { Effect, FastCheck as fc } from "effect"
import * as Crontab from "../../src/schedule/Crontab.ts"
import * as Schedule from "../../src/schedule/Schedule.ts"

const schedule = {
  profile: "default",
  dataset: "closed",
  every: "week",
  at: "07:05",
  command: ["/usr/bin/node", "/opt/50% off/amili-export.cjs", "closed"],
} as const
const name = "amili-export-default-closed"
const lines = Crontab.linesOf(schedule, [["XDG_CONFIG_HOME", "/it's"]], "/home/x/log")

describe("the line of a crontab", () => {
  it("quotes for the shell, and the percent sign for cron", () => {
    expect(lines).toBe(
      String.raw`5 7 * * 1 XDG_CONFIG_HOME='/it'\''s' /usr/bin/node '/opt/50\% off/amili-export.cjs' closed >> /home/x/log 2>&1` +
        "\n",
    )
  })

  it.each([
    ["day", "5 7 * * * "],
    ["month", "5 7 1 * * "],
  ] as const)("says when: every %s", (every, start) => {
    expect(Crontab.linesOf({ ...schedule, every }, [], "/log").startsWith(start)).toBe(true)
  })
})

describe("the variables of a run", () => {
  const variables = (set: Environment.Variables, home = "/home/x") =>
    Effect.runSync(Effect.withConfigProvider(Schedule.variables(home), Environment.of(set)))

  it("name the home only where it is not that of the account", () => {
    const set = { HOME: "/home/x", XDG_CONFIG_HOME: "", AMILI_KEYCHAIN: "off", AMILI_API_CODE: "secret" }
    expect(variables(set)).toEqual([["AMILI_KEYCHAIN", "off"]])
    expect(variables(set, "/root")).toEqual([
      ["HOME", "/home/x"],
      ["AMILI_KEYCHAIN", "off"],
    ])
  })

  it("name the company's certificates and its proxy, but no password", () => {
    const set = {
      NODE_EXTRA_CA_CERTS: "/ca.pem",
      HTTPS_PROXY: "http://proxy:3128",
      ALL_PROXY: "http://me:secret@proxy:1",
    }
    expect(variables(set)).toEqual([
      ["NODE_EXTRA_CA_CERTS", "/ca.pem"],
      ["HTTPS_PROXY", "http://proxy:3128"],
    ])
    const left = Effect.runSync(Effect.withConfigProvider(Schedule.secretProxies, Environment.of(set)))
    expect(left).toEqual(["ALL_PROXY"])
  })
})

describe("a crontab", () => {
  /** Whatever people have in theirs; each line ends. */
  const foreign = fc
    .array(fc.oneof(fc.string(), fc.constant(`# ${name}: end`), fc.constant("# mine")))
    .map((all) => all.map((line) => `${line.replaceAll("\n", " ")}\n`).join(""))

  it("gets its other lines back byte for byte when ours are taken away", () => {
    fc.assert(
      fc.property(foreign, (text) => {
        expect(Crontab.withoutLines(Crontab.withLines(text, name, lines), name)).toBe(text)
      }),
    )
  })

  it("holds our lines once, in their place, however often they are put there", () => {
    fc.assert(
      fc.property(foreign, foreign, (before, after) => {
        const once = Crontab.withLines(before, name, "old\n") + after
        const twice = Crontab.withLines(Crontab.withLines(once, name, lines), name, lines)
        expect(Crontab.linesIn(twice, name)).toBe(lines)
        expect(twice.startsWith(before)).toBe(true)
        expect(twice.endsWith(after)).toBe(true)
        expect(twice.split(lines)).toHaveLength(2)
      }),
    )
  })

  it("keeps the lines of several profiles apart", () => {
    const both = Crontab.withLines(Crontab.withLines("", name, "one\n"), `${name}-x`, "two\n")
    expect(Crontab.linesIn(both, name)).toBe("one\n")
    expect(Crontab.linesIn(Crontab.withoutLines(both, name), `${name}-x`)).toBe("two\n")
  })
})
