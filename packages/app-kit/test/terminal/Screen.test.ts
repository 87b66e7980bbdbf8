import * as Screen from "../../src/terminal/Screen.ts"
import { describe, expect, it } from "vitest"

const terminal = { isTTY: true, columns: 120, rows: 50 }

describe("Screen", () => {
  it("takes the size of the terminal", () => {
    expect(Screen.of(terminal, {})).toEqual({ terminal: true, columns: 120, rows: 50, colour: true })
  })

  it("is plain on a pipe", () => {
    expect(Screen.of({}, {})).toEqual({ terminal: false, columns: 80, rows: 24, colour: false })
  })

  it.each([{ NO_COLOR: "1" }, { TERM: "dumb" }, { NO_COLOR: "1", CLICOLOR_FORCE: "1" }])(
    "has no colour with %j",
    (environment) => {
      expect(Screen.of(terminal, environment).colour).toBe(false)
    },
  )

  it("has colour on a pipe when that is asked for", () => {
    expect(Screen.of({}, { CLICOLOR_FORCE: "1" })).toMatchObject({ terminal: false, colour: true })
  })

  it("counts a pipe as a terminal of a given size", () => {
    expect(Screen.of({}, { AMILI_FORCE_TTY: "200x60", NO_COLOR: "" })).toMatchObject({
      terminal: true,
      columns: 200,
      rows: 60,
    })
  })
})
