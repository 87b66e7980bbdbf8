/**
 * What has to be booked of a subject: each of its events in turn, beside what vouchers have booked of it. An event that
 * changes what is booked takes back all that stands, and books anew. Pure.
 */
import type * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Either from "effect/Either"
import type { Company, FiscalYear } from "../map/AccountMap.ts"
import { type Dated, dated } from "./dating.ts"
import { type Doubt, doubt } from "./Doubt.ts"
import { merged, negated, type Posting } from "./Posting.ts"
import { isBefore, type Part, type Source } from "./Source.ts"
import type { About, Booking, Step } from "./Step.ts"
import { withDay } from "./texts.ts"

/** What an approved voucher has booked of an event. */
export interface Stored {
  readonly source: Source
  readonly postings: ReadonlyArray<Posting>
  /** Of an undo: the event is to be booked again, by the rules as they are. */
  readonly rebook: boolean
}

export interface Proposal {
  readonly source: Source
  readonly about: About
  readonly company: Company
  readonly date: CalendarDay.CalendarDay
  readonly year: FiscalYear
  readonly text: string
  readonly postings: ReadonlyArray<Posting>
}

export interface Question {
  readonly source: Pick<Source, "event" | "id" | "kind">
  readonly about: About
  readonly doubt: Doubt
}

export interface Place {
  readonly subject: Pick<Source, "id" | "kind">
  readonly opening: CalendarDay.CalendarDay | undefined
  /** The last day that is drafted. */
  readonly through: CalendarDay.CalendarDay
}

export interface Walked {
  readonly proposals: ReadonlyArray<Proposal>
  readonly questions: ReadonlyArray<Question>
}

/** What stands booked, and where it was. */
interface Standing {
  readonly about: About
  readonly company: Company
  readonly booking: Booking
}

export const walk = (steps: ReadonlyArray<Step>, stored: ReadonlyArray<Stored>, place: Place): Walked => {
  const { opening, subject, through } = place
  const proposals: Array<Proposal> = []
  let questions: Array<Question> = []
  const latest = stored.reduce((most, { source }) => Math.max(most, source.event), -1)
  let balance: ReadonlyArray<Posting> = []
  let standing: Standing | undefined

  const ask = ({ about, event }: Pick<Step, "about" | "event">, why: Doubt) => {
    questions.push({ source: { ...subject, event }, about, doubt: why })
  }

  /** False where it lies after what is drafted: what follows it waits, too. */
  const propose = (
    event: number,
    part: Part,
    round: number,
    { about, booking, company }: Standing,
    postings: ReadonlyArray<Posting>,
  ): Either.Either<boolean, Doubt> => {
    if (postings.length === 0) return Either.right(true)
    const when: Either.Either<Dated, Doubt> =
      booking.day === undefined
        ? Either.left(doubt("date", "Varken bokföringsdag eller dag för händelsen är känd: fråga Amili"))
        : dated(booking.day, company, opening)
    return Either.map(when, ({ date, original, year }) => {
      if (date > through) return false
      const source = { ...subject, event, part, round }
      const text = withDay(part === "reversal" ? `Återf. ${booking.text}` : booking.text, original)
      proposals.push({ source, about, company, date, year, text, postings })
      balance = merged([...balance, ...postings])
      return true
    })
  }

  for (const step of steps) {
    const { about, books, company, event } = step
    if (books === "same") continue
    // What an event before this one leaves to a person is settled by this one.
    questions = []
    const isPast = event < latest
    const kept = stored
      .filter(({ source }) => source.event === event)
      .toSorted((a, b) => (isBefore(a.source, b.source) ? -1 : 1))
    const has = (part: Part) => kept.some(({ source }) => source.part === part)

    if (!has("reversal") && !isPast && standing !== undefined) {
      const went = propose(event, "reversal", 1, standing, negated(merged(balance)))
      if (Either.isLeft(went)) {
        ask(step, went.left)
        break
      }
      if (!went.right) break
    }
    for (const { postings } of kept) balance = merged([...balance, ...postings])
    const { decided, entry, question } = books
    if (entry === undefined && decided === undefined && question === undefined) continue
    if (company === undefined) {
      if (!isPast)
        ask(
          step,
          doubt("company", `Kartan har inget bolag för borgenären ${about.creditorId ?? "(saknas)"}: lägg till det`),
        )
      continue
    }
    if (entry !== undefined) {
      standing = { about, company, booking: entry }
      if (step.isOpening) {
        if (Either.isRight(entry.postings)) balance = merged([...balance, ...entry.postings.right])
        continue
      }
    }
    if (isPast) continue

    /** Books a part once; again where it was taken back to be booked anew. False: nothing more of this subject. */
    const book = (
      part: "decided" | "entry",
      booking: Booking,
      target: (postings: ReadonlyArray<Posting>) => ReadonlyArray<Posting>,
    ) => {
      const rounds = kept.filter(({ source }) => source.part === part).map(({ source }) => source.round)
      const round = Math.max(0, ...rounds)
      const isFreed = kept.some(({ rebook, source }) => source.part === "undo" && source.round === round && rebook)
      if (round > 0 && !isFreed) return true
      const went = Either.flatMap(booking.postings, (postings) =>
        propose(event, part, round + 1, { about, company, booking }, target(postings)),
      )
      if (Either.isRight(went)) return went.right
      ask(step, went.left)
      return true
    }

    if (decided !== undefined) {
      standing = { about, company, booking: decided }
      // Only what approved vouchers have booked is taken back: an entry that nobody has approved is left out.
      const before = balance
      if (!book("decided", decided, (postings) => merged([...postings, ...negated(before)]))) break
      continue
    }
    if (entry !== undefined && !book("entry", entry, merged)) break
    if (question !== undefined) ask(step, question)
  }
  return { proposals, questions }
}
