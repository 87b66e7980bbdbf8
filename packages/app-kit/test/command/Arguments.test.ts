import * as Arguments from "../../src/command/Arguments.ts"
import type { Flag } from "../../src/command/Flag.ts"
import * as Tree from "../../src/command/Tree.ts"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Either } from "effect"

const flag = (names: ReadonlyArray<string>, value?: string, repeated = false): Flag => ({
  names,
  value,
  choices: [],
  repeated,
  required: false,
  description: "",
})
const json = flag(["-j", "--json"])
const since = flag(["--since"], "date")
const data = flag(["--data"], "file", true)
const profile = flag(["--profile"], "name")

const runnable: Tree.Runnable<never> = { flags: [], positionals: [], details: [], examples: [], run: () => Effect.void }
const leaf = (name: string) => Tree.leaf(name, "", () => Promise.resolve(runnable))
const root = Tree.group("amili", "", [
  Tree.group("case", "", [leaf("show"), leaf("open")]),
  leaf("doctor"),
  Tree.group("help", "", [leaf("exit-codes")]),
])

const arrange = (...rest: ReadonlyArray<string>) =>
  Either.merge(
    Either.mapLeft(
      Arguments.arrange({ flags: [json, since, data], positionals: [] }, rest, ["amili", "case", "show"]),
      (error) => error.message,
    ),
  )

const route = (...argv: ReadonlyArray<string>) => Arguments.route(root, argv, [profile])
const refusal = (...argv: ReadonlyArray<string>) =>
  Either.match(route(...argv), { onLeft: (error) => `${error.message} / ${error.hint}`, onRight: () => "accepted" })

describe("arrange", () => {
  it("lets options stand after, between and before the ids", () => {
    expect(arrange("a", "--json", "b", "--since", "7d")).toEqual(["--json", "--since", "7d", "--", "a", "b"])
  })

  it("takes a value after an equals sign, an empty one and one that contains another", () => {
    expect(arrange("--since=a=b", "--data=")).toEqual(["--since", "a=b", "--data", ""])
  })

  it("takes short names and repeated options", () => {
    expect(arrange("-j", "--data", "a", "--data", "b")).toEqual(["--json", "--data", "a", "--data", "b"])
  })

  it("takes a value that starts with a dash", () => {
    expect(arrange("--since", "-5")).toEqual(["--since", "-5"])
  })

  it("leaves everything after -- alone", () => {
    expect(arrange("--", "--json", "-x")).toEqual(["--", "--json", "-x"])
  })

  it("takes a lone dash for an argument: it stands for stdin", () => {
    expect(arrange("-")).toEqual(["--", "-"])
  })

  it("says a switch once, however often it is typed", () => {
    expect(arrange("--json", "--json")).toEqual(["--json"])
  })

  it.each([
    [["--jsno"], "amili case show has no option --jsno"],
    [["--json=yes"], "--json takes no value"],
    [["--since"], "--since needs a value: --since <date>"],
    [["--since", "--json"], "--since needs a value: --since <date>"],
    [["--since", "7d", "--since", "8d"], "--since is given twice"],
  ])("refuses %j", (rest, message) => {
    expect(arrange(...rest)).toBe(message)
  })
})

describe("route", () => {
  it("finds a command and leaves the rest to it", () => {
    expect(Either.getOrThrow(route("case", "show", "a", "--json"))).toMatchObject({
      _tag: "Command",
      path: ["amili", "case", "show"],
      rest: ["a", "--json"],
      help: false,
    })
  })

  it("carries options that stand before the command over to it", () => {
    expect(Either.getOrThrow(route("--profile", "case", "case", "open"))).toMatchObject({ rest: ["--profile", "case"] })
  })

  it.each([[["case", "open", "--help"]], [["help", "case", "open"]], [["case", "-h", "open"]]])(
    "understands %j as a wish for help",
    (argv) => {
      expect(Either.getOrThrow(route(...argv))).toMatchObject({ _tag: "Command", help: true })
    },
  )

  it("finds a topic of help", () => {
    expect(Either.getOrThrow(route("help", "exit-codes"))).toMatchObject({ _tag: "Command", help: false })
  })

  it("takes --help after -- for an argument", () => {
    expect(Either.getOrThrow(route("case", "show", "--", "--help"))).toMatchObject({ help: false })
  })

  it("shows a group when no command is named", () => {
    expect(Either.getOrThrow(route("case"))).toMatchObject({ _tag: "GroupHelp", path: ["amili", "case"] })
  })

  it.each([
    [["case", "opne"], 'amili case has no command "opne" / did you mean amili case open?'],
    [["dcotor"], 'amili has no command "dcotor" / did you mean amili doctor?'],
    [["bread"], 'amili has no command "bread" / one of case, doctor, help; see amili --help'],
    [["--jsno"], "amili has no option --jsno / amili --help"],
    [["--profile", "x"], "amili needs a command / amili --help"],
  ])("refuses %j with what to type instead", (argv, message) => {
    expect(refusal(...argv)).toBe(message)
  })
})
