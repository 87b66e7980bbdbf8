/**
 * A portfolio with its money, day by day from a first day on: cases come and are paid, lines are made, payouts leave on
 * Fridays and arrive on the bank days later. The same seed and first day give the same history, however far and in
 * however many steps it is advanced.
 */
import * as Generator from "../Generator.ts"
import { type Document } from "../Document.ts"
import * as Bank from "../internal/finance/bank.ts"
import * as Cases from "../internal/finance/cases.ts"
import { day, hour, isBankDay, isFriday, midnight, moment } from "../internal/finance/days.ts"
import * as Documents from "../internal/finance/documents.ts"
import * as Payouts from "../internal/finance/payouts.ts"
import { World } from "../internal/finance/World.ts"
import { type Resource } from "../Resources.ts"
import { fromDocuments, type Source } from "../internal/eve/Source.ts"
import { type Case, type Event } from "./Event.ts"

/** The portfolio that a history begins with, and how unkind the history is to it. */
export interface Options {
  /** Open cases on the first day; as many more come every hundred days. */
  readonly cases: number
  /** Another seed, another history. */
  readonly seed: number
  /** The first day, in epoch milliseconds. */
  readonly from: number
  /** From 0 (only what is usual) to 1: how often something of `Oddity.all` happens. */
  readonly unkind: number
}

/** A document as it is after an event; none where it was deleted. */
export interface Update {
  /** The list that the document stands in. */
  readonly resource: Resource
  /** The id of the document. */
  readonly id: string
  /** The document; undefined where it was deleted. */
  readonly document: Document | undefined
}

/** A history of cases, lines, payouts and bank rows, which goes on when it is advanced. */
export interface Simulation {
  /** What it was made with. */
  readonly options: Options
  /** Everything that has happened so far, in order. */
  readonly events: ReadonlyArray<Event>
  /** Lets time pass until an instant (included); what happened meanwhile, in order. */
  readonly advance: (until: number) => ReadonlyArray<Event>
  /** What an event has changed in the database: nothing where it is one of the bank's. */
  readonly update: (event: Event) => Update | undefined
  /** The documents as they are now. */
  readonly sources: () => Readonly<Record<Resource, Source>>
}

/** Cases older than the first day were opened within so many days before it. */
const past = 200

/** Begins a history, which has no events until it is advanced; the same options give the same history. */
export const make = (options: Options): Simulation => {
  const { cases, seed } = options
  const from = midnight(options.from)
  const creditors = Generator.makeCreditors(Math.min(40, Math.max(3, Math.round(cases / 150))), seed, from)
  const debtors = Generator.portfolio({ cases: 1000, seed, now: new Date(from).toISOString() }).cases
  const world = new World({ ...options, from, creditors: creditors.map(({ creditor }) => creditor) })

  world.schedule(from, () => {
    for (let count = 0; count < cases; count++) Cases.open(world, from - Math.floor(world.random.next() * past * day))
  })
  world.schedule(from, () => begin(world))

  // Cases share debtors where there are more cases than debtors. Making a debtor takes longer than the rest of its case.
  const images = new Map<number, Document>()
  const image = (rank: number): Document => {
    const known = images.get(rank) ?? debtors.document(rank)
    images.set(rank, known)
    return known
  }
  const ofCase = (owner: Case): Document => Documents.ofCase(owner, image(owner.rank % debtors.size))

  const update = (event: Event): Update | undefined => {
    const { id } = event.after
    switch (event._tag) {
      case "Case":
        return { resource: "cases", id, document: ofCase(event.after) }
      case "Line": {
        const document = event.after.deleted ? undefined : Documents.ofLine(event.after)
        return { resource: "finance--payout-specifications", id, document }
      }
      case "Payout":
        return { resource: "finance--payouts", id, document: Documents.ofPayout(event.after) }
      case "Bank":
        return undefined
    }
  }

  return {
    options,
    events: world.events,
    advance: (until) => world.advance(until),
    update,
    sources: () => ({
      cases: fromDocuments([...world.cases.values()].map(ofCase)),
      creditors: fromDocuments(creditors.map(({ document }) => document)),
      "finance--payouts": fromDocuments([...world.payouts.values()].map(Documents.ofPayout)),
      "finance--payout-specifications": fromDocuments(
        [...world.lines.values()].filter(({ deleted }) => !deleted).map(Documents.ofLine),
      ),
    }),
  }
}

/** Plans a day at its midnight, and the next day after it. */
const begin = (world: World): void => {
  const { random, now, settings } = world
  const expected = settings.cases / 100
  const fresh = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0)
  for (let count = 0; count < fresh; count++) world.schedule(moment(now, random), () => Cases.open(world, world.now))
  if (isFriday(now)) world.schedule(now + 9 * hour, () => Payouts.makeAll(world))
  if (isBankDay(now)) Bank.others(world, now)
  world.schedule(now + day, () => begin(world))
}
