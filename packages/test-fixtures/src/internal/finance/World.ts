/** Everything as it is at one moment of a simulation, what happened until then, and what is due to happen. */
import { type BankRow, type Case, type Event, type Line, type Payout } from "../../finance/Event.ts"
import * as Oddity from "../../finance/Oddity.ts"
import * as Random from "../../Random.ts"
import { type Creditor } from "../generate/caseColumns.ts"
import { lowest } from "../eve/queryParts.ts"

export interface Settings {
  readonly seed: number
  /** The first day of the history in epoch milliseconds, midnight UTC. */
  readonly from: number
  /** Open cases on the first day; as many more come every hundred days. */
  readonly cases: number
  /** From 0 (everything goes as it should) to 1: see `Oddity`. */
  readonly unkind: number
  readonly creditors: ReadonlyArray<Creditor>
}

interface Task {
  readonly at: number
  readonly run: () => void
}

export class World {
  readonly settings: Settings
  readonly random: Random.Random
  readonly events: Array<Event> = []
  readonly cases = new Map<string, Case>()
  /** The newest case of each creditor, by the creditor's id. */
  readonly newest = new Map<string, Case>()
  readonly lines = new Map<string, Line>()
  readonly payouts = new Map<string, Payout>()
  readonly bank = new Map<string, BankRow>()
  now: number
  /** Instant up to which everything has happened. */
  private until = Number.NEGATIVE_INFINITY
  private readonly agenda: Array<Task> = []
  private ids = 0

  constructor(settings: Settings) {
    this.settings = settings
    this.random = Random.make(settings.seed, 6)
    this.now = settings.from
  }

  /** Lets everything happen that is due until an instant; what happened. In how many steps makes no difference. */
  advance(until: number): ReadonlyArray<Event> {
    const before = this.events.length
    this.until = Math.max(this.until, until)
    for (let task = this.agenda[0]; task !== undefined && task.at <= this.until; task = this.agenda[0]) {
      this.agenda.shift()
      this.now = task.at
      task.run()
    }
    return this.events.slice(before)
  }

  /** Puts something on the agenda; what is due at the same instant happens in the order in which it was put there. */
  schedule(at: number, run: () => void): void {
    const instant = Math.max(this.now, Math.floor(at))
    const place = lowest(this.agenda.length, (index) => (this.agenda[index]?.at ?? 0) > instant)
    this.agenda.splice(place, 0, { at: instant, run })
  }

  record(event: Happening): void {
    this.events.push({ at: this.now, ...event })
    switch (event._tag) {
      case "Case":
        this.cases.set(event.after.id, event.after)
        if (event.what === "created") this.newest.set(event.after.creditor.id.hex, event.after)
        break
      case "Line":
        this.lines.set(event.after.id, event.after)
        break
      case "Payout":
        this.payouts.set(event.after.id, event.after)
        break
      case "Bank":
        this.bank.set(event.after.id, event.after)
        break
    }
  }

  /** The oddities of these that strike this time. */
  strike<O extends Oddity.Oddity>(...oddities: ReadonlyArray<O>): ReadonlyArray<O> {
    return oddities.filter((oddity) => this.random.chance(Oddity.probability(oddity, this.settings.unkind)))
  }

  /** An id made at an instant: no other is equal, and later ones are usually greater. */
  id(at: number): string {
    const second = Math.floor(at / 1000)
      .toString(16)
      .padStart(8, "0")
    this.ids += 1
    const tail = Random.hash(this.settings.seed, this.ids, 500).toString(16).padStart(8, "0")
    return second + tail + this.ids.toString(16).padStart(8, "0")
  }
}

type Happening = Event extends infer E ? (E extends Event ? Omit<E, "at"> : never) : never
