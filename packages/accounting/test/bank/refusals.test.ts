import { NodeContext } from "@effect/platform-node"
import { describe, expect, layer } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { read } from "@amili-cases/accounting/bank/BankFiles"
import { message } from "./camtWriter.ts"
import { bytesOf, type Content, messageOf, readAll, zipOf } from "./reading.ts"

const good = message("053.001.02", {
  opening: "0.00",
  closing: "100.00",
  entries: [{ amount: "100.00", bookedOn: "2026-11-30", details: [{ message: "Räksmörgås €", debtor: "Åke Ö" }] }],
})
const latin1 = (text: string) => Buffer.from(text, "latin1")
const changed = (from: string | RegExp, to: string) => {
  const file = good.replace(from, to)
  expect(file).not.toBe(good)
  return file
}

const refused: ReadonlyArray<readonly [what: string, content: Content, message: string]> = [
  ["an empty file", "", "a.xml: is empty"],
  ["a file that is no XML", "Datum;Belopp\n2026-11-30;100,00\n", "a.xml: is no bank file that can be read"],
  ["XML of another kind", "<html><body/></html>", "a.xml: is no bank file that can be read"],
  [
    "another version of the standard",
    changed("camt.053.001.02", "camt.053.001.04"),
    "a.xml, line 2: is camt.053.001.04, which cannot be read",
  ],
  [
    "another message",
    changed("camt.053.001.02", "camt.052.001.02"),
    "a.xml, line 2: is camt.052.001.02, which cannot be read",
  ],
  ["another root", changed(/Document/g, "Other"), "a.xml, line 2: is camt.053.001.02, which cannot be read"],
  ["a file that was cut off", good.slice(0, -40), "a.xml, line 24: ends in the middle of the document"],
  [
    "a file that was cut off in a tag",
    good.slice(0, good.indexOf("<Sts>") + 3),
    "a.xml, line 13: ends in the middle of the document",
  ],
  [
    "XML that is not well-formed",
    changed("</Amt>\n<CdtDbtInd>", "<CdtDbtInd>"),
    "a.xml, line 23: is not well-formed XML",
  ],
  ["a message without a statement", message("053.001.02"), "a.xml: holds neither a statement nor a notification"],
  [
    "a statement without an account",
    changed(/<Acct>.*<\/Acct>/, ""),
    "a.xml, line 4: Stmt names no account before its entries",
  ],
  ["a statement without an id", changed("<Id>1</Id>\n", ""), "a.xml, line 4: Stmt has no Id"],
  ["an entry outside a statement", changed(/<\/?Stmt>/g, ""), "a.xml, line 10: has an entry outside a statement"],
  [
    "an amount with a comma",
    changed(">100.00</Amt>\n", ">100,00</Amt>\n"),
    "a.xml, line 11: Amt is no amount such as 1200.50",
  ],
  [
    "an amount with a sign",
    changed(">100.00</Amt>\n", ">-100.00</Amt>\n"),
    "a.xml, line 11: Amt is no amount such as 1200.50",
  ],
  [
    "an amount without a currency",
    changed('<Amt Ccy="SEK">100.00</Amt>\n', "<Amt>100.00</Amt>\n"),
    "a.xml, line 11: Amt has no currency",
  ],
  [
    "an entry that is neither credit nor debit",
    changed("<CdtDbtInd>CRDT</CdtDbtInd>\n", "<CdtDbtInd>BOTH</CdtDbtInd>\n"),
    "a.xml, line 10: CdtDbtInd is neither CRDT nor DBIT",
  ],
  ["an unknown status", changed(">BOOK<", ">DONE<"), "a.xml, line 10: Ntry has no status BOOK, PDNG, FUTR or INFO"],
  [
    "a day that does not exist",
    changed("<BookgDt><Dt>2026-11-30", "<BookgDt><Dt>2026-11-31"),
    "a.xml, line 14: BookgDt is no date",
  ],
  [
    "a booked entry without a day",
    changed(/<BookgDt>.*<\/BookgDt>/, ""),
    "a.xml, line 10: Ntry is booked and has neither a booking date nor a value date",
  ],
  ["an unknown encoding", changed("UTF-8", "KLINGON-8"), "a.xml, line 1: declares an encoding that is not known"],
  ["ISO-8859-1 that says it is UTF-8", latin1(good), "a.xml: holds bytes that are not utf-8"],
  [
    "UTF-8 that says it is UTF-16",
    changed("UTF-8", "UTF-16"),
    "a.xml, line 1: declares UTF-16 and is written in another encoding",
  ],
  [
    "an entity that reads another file",
    changed("<Document", '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n<Document').replace("Räk", "&x;"),
    "a.xml, line 2: has a DTD, which bank files do not need and which can do harm",
  ],
  [
    "entities that grow without end",
    changed("<Document", '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>\n<Document'),
    "a.xml, line 2: has a DTD, which bank files do not need and which can do harm",
  ],
  ["an entity that is not predefined", changed("Räk", "&nbsp;"), "a.xml, line 20: is not well-formed XML"],
  [
    "a value without end",
    changed("Räk", "x".repeat(1_200_000)),
    "a.xml, line 20: has a value of more than a million characters",
  ],
  [
    "elements nested without end",
    changed("<NtryDtls>", `<NtryDtls>${"<a>".repeat(200)}${"</a>".repeat(200)}`),
    "a.xml, line 15: nests elements more than 100 deep",
  ],
]

describe("bank files", () => {
  layer(NodeContext.layer)((it) => {
    for (const [what, content, expected] of refused) {
      it.effect(`refuse ${what} in one line`, () =>
        Effect.gen(function* () {
          expect(yield* messageOf({ "a.xml": content })).toBe(expected)
        }),
      )
    }

    it.effect("refuse all when one of them is damaged, and say which and what to do", () =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(readAll({ "a.xml": good, "b.xml": good.slice(0, -40) }))
        expect(error.file).toMatch(/b\.xml$/)
        expect(error.hint).toBe("the file was cut off: download it from the bank again")
      }),
    )

    it.effect("refuse a ZIP file that is damaged, cut off or holds something else", () =>
      Effect.gen(function* () {
        const zip = yield* zipOf({ "a.xml": good })
        const flipped = Uint8Array.from(zip)
        // A byte of the checksum, in the directory at the end.
        flipped.set([(zip.at(-22 - 5 - 46 + 16) ?? 0) ^ 1], zip.length - 22 - 5 - 46 + 16)
        expect(yield* messageOf({ "z.zip": flipped })).toBe("z.zip: is a damaged ZIP file")
        expect(yield* messageOf({ "z.zip": zip.subarray(0, zip.length - 30) })).toBe("z.zip: is a damaged ZIP file")
        const withText = yield* zipOf({ "läs mig.txt": "hej" })
        expect(yield* messageOf({ "z.zip": withText })).toBe("z.zip/läs mig.txt: is no bank file that can be read")
      }),
    )

    const encodings: ReadonlyArray<readonly [name: string, encode: (text: string) => Uint8Array]> = [
      ["UTF-8 with a byte order mark", (text) => bytesOf(`\uFEFF${text}`)],
      ["UTF-8 without a declaration", (text) => bytesOf(text.replace(/<\?xml.*\?>\n/, "\n"))],
      ["UTF-16 with a byte order mark", (text) => Buffer.from(`\uFEFF${text}`, "utf16le")],
      ["UTF-16 without a byte order mark", (text) => Buffer.from(text.replace("UTF-8", "UTF-16"), "utf16le").swap16()],
      ["ISO-8859-1", (text) => latin1(text.replace("UTF-8", "ISO-8859-1").replace("€", "\u0080"))],
    ]
    for (const [name, encode] of encodings) {
      it.effect(`are read in ${name}`, () =>
        Effect.gen(function* () {
          const records = yield* readAll({ "a.xml": encode(good) })
          const entry = records.find((record) => record._tag === "Entry")?.entry
          expect(entry?.details).toMatchObject([{ messages: ["Räksmörgås €"], debtor: { name: "Åke Ö" } }])
        }),
      )
    }

    it.effect("are refused when the path leads nowhere", () =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(Stream.runDrain(read(["missing.xml"])))
        expect(error).toMatchObject({
          message: "missing.xml: cannot be read",
          hint: "check the path and who may read the file",
        })
      }),
    )
  })
})
