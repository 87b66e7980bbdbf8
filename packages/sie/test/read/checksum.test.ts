import { describe, expect, it } from "vitest"
import * as Write from "../../src/write/Write.ts"
import { data, parse, short, textOf } from "../support/sie.ts"
import { samples } from "../support/samples.ts"

const changed = (from: string, to: string) =>
  Buffer.from(Buffer.from(data("closing.si")).toString("latin1").replace(from, to), "latin1")

describe("#KSUMMA", () => {
  it("fits a file that nobody changed", () => expect(parse(data("closing.si")).findings).toEqual([]))

  it("shows that an amount was changed", () => {
    const { findings } = parse(Buffer.from(data("closing.si").map((byte) => (byte === 0x39 ? 0x38 : byte))))
    expect(short(findings)).toContain("19 error checksum")
  })

  it("shows that the file was cut off", () => {
    const bytes = data("closing.si")
    const { findings } = parse(bytes.subarray(0, Buffer.from(bytes).lastIndexOf("#KSUMMA")))
    expect(findings).toMatchObject([{ line: 2, message: "#KSUMMA has no sum at the end: the file may be cut off" }])
  })

  it("needs a start", () => expect(short(parse(changed("#KSUMMA\r\n", "")).findings)).toEqual(["18 error checksum"]))

  it("may have a sign", () => {
    const sum = Number(/#KSUMMA\t\t(\d+)/.exec(textOf(data("closing.si")))?.[1])
    const signed = Buffer.from(data("closing.si"))
      .toString("latin1")
      .replace(String(sum), String(sum - 2 ** 32))
    expect(parse(Buffer.from(signed, "latin1")).findings).toEqual([])
  })

  it("is written after the last record, and fits", () => {
    const { bytes } = Write.file(parse(data("ledger.se")).file, { checksum: true })
    expect(textOf(bytes)).toMatch(/^#FLAGGA 0\r\n#KSUMMA\r\n[^]*\r\n#KSUMMA \d+\r\n$/)
    expect(parse(bytes).findings).toEqual([])
  })

  it.skipIf(samples.length === 0)("fits the file of another program", () => {
    const sample = samples.find(({ name }) => name.startsWith("Norstedts"))
    expect(short(parse(sample?.read() ?? new Uint8Array()).findings)).not.toContainEqual(
      expect.stringContaining("checksum"),
    )
  })
})
