import * as Wording from "../../src/terminal/Wording.ts"
import { describe, expect, it } from "@effect/vitest"

describe("Wording.withNpx", () => {
  const npx = { npm_command: "exec" }

  it("names a command as whoever came with npx has to type it", () => {
    expect(Wording.withNpx('Next: log in with "amili auth login", or amili-export init --yes', npx)).toBe(
      'Next: log in with "npx amili auth login", or npx amili-export init --yes',
    )
  })

  it("leaves names, paths and files alone, and everything where the program is installed", () => {
    const text = "amili: no such case. See /opt/amili bin, ~/.config/amili and amili-export-default-closed.log"
    expect(Wording.withNpx(text, npx)).toBe(text)
    expect(Wording.withNpx("amili case open", {})).toBe("amili case open")
  })
})

describe("Wording.fit", () => {
  it("breaks long lines between words, keeps their indentation, and leaves the others as they are", () => {
    const text = "  one two three four\n  a:  1\nhttps://example.test/a/very/long/address"
    expect(Wording.fit(text, 12)).toBe("  one two\n  three four\n  a:  1\nhttps://example.test/a/very/long/address")
    expect(Wording.fit(text, undefined)).toBe(text)
  })
})
