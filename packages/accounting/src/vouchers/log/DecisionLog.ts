/**
 * The decision log: a file in the folder of the exports with everything that people have decided about vouchers. A run that
 * emits holds the decisions until then; the log holds those after it, so that a journal that is lost takes none with it.
 * It is written of the journal, after it: what a crash leaves out, the next command adds.
 */
import { FileFailed, fileFailed } from "@amili-cases/export-engine/run/FileFailed"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import { at } from "@amili-cases/export-engine/run/Steps"
import { note } from "@amili-cases/export-engine/report/Notes"
import type { PlatformError } from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { VouchersRefused } from "../emit/errors.ts"
import * as Stored from "../emit/stored.ts"
import { type DecisionRow, VoucherDecisions } from "../journal/Decisions.ts"
import { Vouchers } from "../journal/Vouchers.ts"
import { encode, type End, type Entry, hashOf, nameOf, read } from "./entries.ts"

export interface Place {
  readonly profile: string
  readonly folder: string
}

/** Brings the log up to date; refuses one that says something else than the journal. The lock is held. */
export const catchUp = (place: Place) => Effect.flatMap(check(place), (end) => append(place, end))

/** Where the log ends. Its last decision is the journal's of that number, or the log is of another journal. */
export const check = ({ folder, profile }: Place) =>
  Effect.gen(function* () {
    const path = (yield* Folder).final(folder, nameOf(profile))
    const end = yield* read(path)
    if (end.last === undefined) return end
    const { decision } = end.last.entry
    const [known] = yield* (yield* VoucherDecisions).after(profile, decision.number - 1, 1)
    if (known === undefined || !isSame(known, decision))
      return yield* new VouchersRefused({
        message: `${path} has decisions about vouchers that the journal does not know, such as ${decision.what} by ${decision.decided_by} of ${decision.decided_at}`,
        hint: "amili-export journal rebuild makes the journal again with them; or move the file elsewhere, if that is another company's",
        swedish: {
          message: `${path} har beslut om verifikat som journalen inte känner till, till exempel ${decision.what} av ${decision.decided_by} ${decision.decided_at}`,
          hint: "amili-export journal rebuild gör om journalen med dem; eller flytta filen någon annanstans, om den är ett annat bolags",
        },
      })
    return end
  })

/** Adds to the log what has been decided since it ended. */
export const append = ({ folder, profile }: Place, end: End) =>
  Effect.gen(function* () {
    const folders = yield* Folder
    const decisions = yield* VoucherDecisions
    const path = folders.final(folder, nameOf(profile))
    const failed = Effect.mapError(unwritten(path))
    let last = end.last
    let file: FileSystem.File | undefined
    for (;;) {
      const some = yield* decisions.after(profile, last?.entry.decision.number ?? 0, batch)
      if (some.length === 0) break
      if (file === undefined) {
        yield* folders.open(folder)
        file = yield* failed(opened(path, end.bytes))
      }
      const lines: Array<string> = []
      for (const decided of yield* entriesOf(profile, some)) {
        const entry: Entry = { previous: last?.hash ?? null, ...decided }
        const line = encode(entry)
        lines.push(`${line}\n`)
        last = { entry, hash: hashOf(line) }
      }
      yield* at(`append:${nameOf(profile)}`)
      yield* failed(file.writeAll(new TextEncoder().encode(lines.join(""))))
    }
    if (file !== undefined) yield* failed(file.sync)
    if (file !== undefined && end.last === undefined) yield* folders.flushFolder(folder)
  }).pipe(Effect.scoped)

/**
 * Records in a journal that is made again, or is older, what the log has after its last decision: what was withdrawn, what
 * was approved and not emitted, and who decided so. Decisions come last, so that an interrupted one is gone on with.
 */
export const restore = (place: Place) =>
  Effect.gen(function* () {
    const { profile } = place
    const journal = yield* Vouchers
    const kept = yield* VoucherDecisions
    const last = (yield* kept.all(profile)).at(-1)?.number ?? 0
    const { approved, decisions, withdrawn } = yield* contents(place, last)
    if (decisions.length === 0) return
    for (const id of withdrawn) yield* journal.withdraw(profile, id)
    const subjects = approved.flatMap(({ shares }) => shares.map(({ source }) => source.id))
    yield* journal.removeDrafts(profile, subjects)
    const known = new Set((yield* journal.all(profile)).map(({ id }) => id))
    for (const voucher of approved)
      if (!known.has(voucher.id))
        yield* journal.add(profile, [Stored.voucherOf(voucher)], { ...voucher, state: "approved" })
    yield* kept.restore(profile, decisions)
    yield* note({
      en: "drafts of vouchers are not kept outside the journal: amili-export vouchers draft makes them again",
      sv: "verifikationsförslag sparas inte utanför journalen: amili-export vouchers draft gör dem igen",
    })
  })

/** Where the log and the journal say something else. One that is not there, or not up to date, is brought up to date later. */
export const findings = (place: Place) =>
  Effect.gen(function* () {
    const { profile } = place
    const read = yield* Effect.either(contents(place))
    const find = (problem: string) => [{ subject: nameOf(profile), problem }]
    if (Either.isLeft(read)) return find(read.left.message)
    const decided = new Map((yield* (yield* VoucherDecisions).all(profile)).map((one) => [one.number, one]))
    const kept = new Map((yield* (yield* Vouchers).all(profile)).map((one) => [one.id, one]))
    const other = read.right.decisions.find((decision) => {
      const known = decided.get(decision.number)
      return known === undefined || !isSame(known, decision)
    })
    const voucher = read.right.approved.find((one) => {
      const known = kept.get(one.id)
      return (
        known === undefined || Stored.encode({ voucher: Stored.emittedOf(known) }) !== Stored.encode({ voucher: one })
      )
    })
    return [
      ...(other === undefined ? [] : find(`decision ${other.number} in it is not the journal's`)),
      ...(voucher === undefined ? [] : find(`voucher ${voucher.id} in it is not the journal's`)),
    ]
  })

/** The decisions of the log after a number; the vouchers that they leave approved, and those whose approval they withdraw. */
const contents = ({ folder, profile }: Place, after = 0) =>
  Effect.gen(function* () {
    const decisions: Array<DecisionRow> = []
    const approved = new Map<string, Stored.Emitted>()
    const withdrawn = new Set<string>()
    yield* read((yield* Folder).final(folder, nameOf(profile)), ({ decision, voucher }) => {
      if (decision.number <= after) return
      decisions.push(decision)
      if (voucher !== undefined) {
        approved.set(voucher.id, voucher)
        withdrawn.delete(voucher.id)
      }
      if (decision.what === "withdraw" && decision.voucher_id !== null) {
        approved.delete(decision.voucher_id)
        withdrawn.add(decision.voucher_id)
      }
    })
    return { decisions, approved: [...approved.values()], withdrawn }
  })

/** Decisions that are written at once. */
const batch = 500

const entriesOf = (profile: string, decisions: ReadonlyArray<DecisionRow>) =>
  Effect.gen(function* () {
    const approvedBy = ({ value, voucher_id, what }: DecisionRow) =>
      what === "approve" ? voucher_id : what === "reverse" ? value : null
    const ids = decisions.flatMap((decision) => approvedBy(decision) ?? [])
    const vouchers = new Map((yield* (yield* Vouchers).withIds(profile, ids)).map((kept) => [kept.id, kept]))
    return decisions.map((decision) => {
      const voucher = vouchers.get(approvedBy(decision) ?? "")
      // One that was withdrawn since, and perhaps drafted again, is not what was approved then.
      return voucher === undefined || voucher.state === "draft"
        ? { decision }
        : { decision, voucher: Stored.emittedOf(voucher) }
    })
  })

/** To add to it, without what a crash has cut short. */
const opened = (path: string, bytes: number) =>
  Effect.gen(function* () {
    const file = yield* (yield* FileSystem.FileSystem).open(path, { flag: "a", mode: 0o600 })
    yield* file.truncate(FileSystem.Size(bytes))
    return file
  })

const isSame = (one: DecisionRow, other: DecisionRow) => textOf({ decision: one }) === textOf({ decision: other })

const textOf = (entry: Omit<Entry, "previous">) => encode({ previous: null, ...entry })

const unwritten =
  (path: string) =>
  (error: PlatformError): FileFailed => {
    const { message, swedish } = fileFailed("write the file", path)(error)
    return new FileFailed({
      message: `${message}; what was decided is in the journal`,
      hint: "make room, or the file writable: the next decision, draft or emission adds it",
      swedish: {
        message: `${swedish.message}; det som beslutades finns i journalen`,
        hint: "gör plats, eller filen skrivbar: nästa beslut, utkast eller SIE-fil lägger till det",
      },
      path,
      cause: error,
    })
  }
