import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Stream from "effect/Stream"
import { describe, expect, it } from "vitest"
import * as Reader from "../../src/read/Reader.ts"
import * as Read from "../../src/read/Read.ts"
import { bytesOf, data } from "../support/sie.ts"

const entriesOf = (pieces: ReadonlyArray<Uint8Array>) =>
  Effect.runSync(Effect.map(Stream.runCollect(Read.stream(Stream.fromIterable(pieces))), Chunk.toReadonlyArray))

const cut = (bytes: Uint8Array, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size))

describe("reading a stream", () => {
  it.each(["ledger.se", "invoices.si", "broken.si", "closing.si"])(
    "finds the same in %s wherever it is cut",
    (name) => {
      const bytes = data(name)
      const whole = entriesOf([bytes])
      for (const size of [1, 2, 3, 7, 64]) expect(entriesOf(cut(bytes, size))).toEqual(whole)
    },
  )

  it("does not depend on a buffer that is used again", () => {
    const buffer = new Uint8Array(5)
    const bytes = data("invoices.si")
    const reader = Reader.make()
    const entries = cut(bytes, 5).flatMap((piece) => {
      buffer.set(piece)
      return reader.push(buffer.subarray(0, piece.length))
    })
    expect([...entries, ...Either.getOrThrow(reader.end())]).toEqual(entriesOf([bytes]))
  })

  it("gives a voucher as soon as it is complete", () => {
    const first = bytesOf(["#FLAGGA 0", "#VER A 1 20261130", "{", "#TRANS 1510 {} 0", "}"])
    const endless = Stream.concat(Stream.succeed(first), Stream.never)
    const entries = Effect.runPromise(Stream.runCollect(Stream.take(Read.stream(endless), 2)))
    return expect(entries.then(Chunk.toReadonlyArray)).resolves.toMatchObject([
      { label: "#FLAGGA" },
      { label: "#VER", content: { voucher: { transactions: [{ account: "1510" }] } } },
    ])
  })

  it.each([
    ["no bytes", [], "the file is empty"],
    ["a text", [Buffer.from("Hej\nhopp\n")], "no line is a record of a SIE file, such as #FNAMN or #VER"],
    ["UTF-16", [Buffer.from("\ufeff#FLAGGA 0\n", "utf16le")], "the file is in UTF-16, which is not SIE"],
  ])("fails for %s", (_, pieces, message) => {
    const error = Effect.runSync(Effect.flip(Stream.runDrain(Read.stream(Stream.fromIterable(pieces)))))
    expect(error).toMatchObject({ _tag: "NotSie", message })
    expect(error.hint).not.toBe("")
  })
})
