import { NodeContext } from "@effect/platform-node"
import { read } from "@amili-cases/accounting/bank/BankFiles"
import { camt } from "@amili-cases/accounting/bank/camt/Camt"
import { FileSystem } from "@effect/platform"
import { describe, expect, layer } from "@effect/vitest"
import { Effect, Option, Stream } from "effect"
import { message } from "./camtWriter.ts"
import { bytesOf } from "./reading.ts"

const count = 40_000
const megabyte = 1024 * 1024

/** A statement of about 30 MB, a megabyte at a time. */
const pieces = Effect.sync(() => {
  const entry = (index: number) => ({
    amount: "1.00",
    bookedOn: "2026-11-30",
    reference: `BANK-${index}`,
    details: [{ message: "x".repeat(400), debtor: `Debtor ${index}`, reference: `${index}` }],
  })
  const whole = message("053.001.02", { opening: "0.00", closing: `${count}.00`, entries: [entry(0)] })
  const start = whole.indexOf("<Ntry>")
  const end = whole.indexOf("</Stmt>")
  const entryXml = (index: number) => whole.slice(start, end).replaceAll("BANK-0", `BANK-${index}`)
  const thousands = Array.from(
    { length: count / 1000 },
    (_, thousand) => () => Array.from({ length: 1000 }, (_, index) => entryXml(thousand * 1000 + index)).join(""),
  )
  return [() => whole.slice(0, start), ...thousands, () => whole.slice(end)]
})

const bytes = Stream.unwrap(
  Effect.map(pieces, (pieces) =>
    Stream.fromIterable(pieces).pipe(
      Stream.rechunk(1),
      Stream.map((piece) => bytesOf(piece())),
    ),
  ),
)

describe("a large bank file", () => {
  layer(NodeContext.layer)((it) => {
    it.effect("gives its first entry before much of it has been read", () =>
      Effect.gen(function* () {
        let taken = 0
        const counted = Stream.tap(bytes, ({ length }) => Effect.sync(() => void (taken += length)))
        const first = yield* Stream.runHead(camt.read(counted, "a.xml"))
        expect(Option.getOrThrow(first)._tag).toBe("Entry")
        expect(taken).toBeLessThan(3 * megabyte)
      }),
    )

    it.scoped("is read in memory that does not grow with it", () =>
      Effect.gen(function* () {
        const files = yield* FileSystem.FileSystem
        const path = yield* files.makeTempFileScoped({ suffix: ".xml" })
        yield* Stream.run(bytes, files.sink(path))
        const { size } = yield* files.stat(path)
        expect(Number(size)).toBeGreaterThan(25 * megabyte)
        const samples: Array<number> = []
        yield* Stream.runForEach(read([path]), (record) =>
          Effect.sync(() => {
            if (record._tag === "Statement") expect(record.balance).toEqual({ _tag: "Balanced" })
            else samples.push(process.memoryUsage().heapUsed)
          }),
        )
        expect(samples).toHaveLength(count + 1)
        // The lowest of many samples is what the garbage collector could not free.
        const kept = (half: ReadonlyArray<number>) => half.reduce((a, b) => Math.min(a, b))
        const growth = kept(samples.slice(count / 2)) - kept(samples.slice(0, count / 2))
        expect(growth).toBeLessThan(50 * megabyte)
      }),
    )
  })
})
