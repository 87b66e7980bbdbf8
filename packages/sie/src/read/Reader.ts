/**
 * Bytes into entries, as they come: no more than one voucher is in memory. Whatever the bytes are, everything ends up in an
 * entry; what cannot be understood is an `Other` record and has a finding.
 */
import * as Either from "effect/Either"
import * as Blocks from "./Blocks.ts"
import * as ChecksumCheck from "./ChecksumCheck.ts"
import * as Cursor from "./Cursor.ts"
import * as Duplicates from "./Duplicates.ts"
import type { Content, Entry } from "./Entry.ts"
import type { Finding } from "./Finding.ts"
import * as LineReader from "./LineReader.ts"
import * as NotSie from "./NotSie.ts"
import * as Problems from "./problems.ts"
import * as Records from "./records.ts"
import * as Rows from "./rows.ts"

export interface Reader {
  /** The entries that these bytes complete. */
  readonly push: (bytes: Uint8Array) => ReadonlyArray<Entry>
  /** The entries that the end of the file completes, or that it was no SIE file. */
  readonly end: () => Either.Either<ReadonlyArray<Entry>, NotSie.NotSie>
}

export const make = (): Reader => {
  const lines = LineReader.make()
  const checksum = ChecksumCheck.make()
  const duplicates = Duplicates.make()
  const blocks = Blocks.make((entry) => void entries.push(entry))
  let entries: Array<Entry> = []
  let isKnown = false
  let isUtf16 = false

  const report = (...findings: ReadonlyArray<Finding>) => {
    for (const finding of findings) entries.push({ _tag: "Finding", finding })
  }

  const readLine = (line: LineReader.ReadLine) => {
    const { number, split } = line
    checksum.line(split.label, line.bytes)
    report(...line.findings)
    if (split.label !== "") readRecord(line)
    else if (split.tokens.length > 0) {
      report(Problems.notARecord(number))
      keep(line)
    }
    if (split.opens) blocks.open(number)
    if (split.closes) blocks.close(number)
  }

  const readRecord = (line: LineReader.ReadLine) => {
    const { number, split } = line
    const label = split.label.toUpperCase()
    const read = Records.byLabel.get(label)
    const kind = Rows.kindOf.get(label)
    if (read !== undefined) readAlone(line, label, read)
    else if (kind !== undefined) readRow(line, label, kind)
    else if (label === Rows.voucherLabel) readVoucher(line)
    else if (label === ChecksumCheck.label) readChecksum(line)
    else {
      report(Problems.unknownRecord(number, split.label))
      keep(line)
    }
    isKnown ||= read !== undefined || kind !== undefined || label === Rows.voucherLabel
  }

  const readAlone = (line: LineReader.ReadLine, label: string, read: Records.ReadRecord) => {
    const { number } = line
    blocks.interrupt()
    const cursor = cursorOf(line)
    const content = read(cursor, number)
    if (!accept(number, label, cursor)) return keep(line)
    const first = duplicates.firstLineOf(label, content, number)
    if (first === undefined) entries.push({ _tag: "Record", line: number, label, quoted: isQuoted(line), content })
    else report(Problems.duplicate(number, label, first))
    if (first !== undefined || (cursor.extra() !== undefined && !hasRoom(content))) keep(line)
  }

  const readVoucher = (line: LineReader.ReadLine) => {
    const { number: at } = line
    const cursor = cursorOf(line)
    const voucher = Rows.voucher(cursor, at)
    blocks.interrupt()
    if (!accept(at, Rows.voucherLabel, cursor)) return keep(line)
    const head = { _tag: "Voucher", voucher } as const
    blocks.begin({ line: at, label: Rows.voucherLabel, quoted: isQuoted(line), head })
  }

  const readRow = (line: LineReader.ReadLine, label: string, kind: "normal" | "added" | "removed") => {
    const cursor = cursorOf(line)
    const transaction = Rows.transaction(kind, cursor, line.number)
    const row = accept(line.number, label, cursor) ? transaction : rowOf(line)
    if (blocks.transaction(line.number, row)) return
    if (!blocks.isOpen()) report(Problems.rowOutside(line.number, label))
    keep(line)
  }

  const readChecksum = (line: LineReader.ReadLine) => {
    blocks.interrupt()
    const value = line.split.tokens[0]?.field
    report(...checksum.record(line.number, typeof value === "string" ? value : ""))
    const content = { _tag: "Checksum" } as const
    entries.push({ _tag: "Record", line: line.number, label: ChecksumCheck.label, quoted: isQuoted(line), content })
  }

  /** Reports what is wrong with the fields; false where the record cannot be used. */
  const accept = (at: number, label: string, cursor: Cursor.Cursor): boolean => {
    const failure = cursor.failure()
    if (failure !== undefined) {
      report(Problems.unusable(at, label, failure))
      return false
    }
    report(...cursor.remarks().map((remark) => Problems.remark(at, label, remark)))
    const [extra] = cursor.extra() ?? []
    if (extra !== undefined) report(Problems.extraField(at, label, extra))
    return true
  }

  const keep = (line: LineReader.ReadLine) => blocks.keep(rowOf(line), isQuoted(line))

  const take = (complete: ReadonlyArray<LineReader.ReadLine>): ReadonlyArray<Entry> => {
    entries = []
    complete.forEach(readLine)
    return entries
  }

  return {
    push: (bytes) => {
      isUtf16 ||= lines.count() === 0 && hasUtf16Mark(bytes)
      return isUtf16 ? [] : take(lines.push(bytes))
    },
    end: () => {
      const last = take(lines.end())
      if (isUtf16) return Either.left(NotSie.utf16())
      if (lines.count() === 0) return Either.left(NotSie.empty())
      if (!isKnown) return Either.left(NotSie.withoutRecords())
      blocks.interrupt()
      report(...checksum.end(), ...lines.ofFile())
      return Either.right(last)
    },
  }
}

/** Whether the model keeps further fields of the record; where it does not, the whole record is kept beside it. */
const hasRoom = ({ _tag }: Content) =>
  _tag === "FiscalYear" || _tag === "Dimension" || _tag === "Object" || _tag === "Balance"

const fieldsOf = ({ split }: LineReader.ReadLine) => split.tokens.map(({ field }) => field)

const cursorOf = ({ split }: LineReader.ReadLine) => Cursor.make(split.tokens)

const rowOf = (line: LineReader.ReadLine) => ({ line: line.number, label: line.split.label, fields: fieldsOf(line) })

const isQuoted = ({ split }: LineReader.ReadLine) => split.tokens.some(({ quoted }) => quoted)

const hasUtf16Mark = ([first, second]: Uint8Array) =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
