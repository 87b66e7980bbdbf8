/** Payout specifications: what a payment comes to, and what may happen to a line afterwards. */
import { type Case, type Line, lineTotal } from "../../finance/Event.ts"
import { type Oddity } from "../../finance/Oddity.ts"
import { day, minute, moment } from "./days.ts"
import { type World } from "./World.ts"

/** The lines of a payment: capital, and with the last payment outlays, fees and interest. */
export const ofPayment = (world: World, owner: Case, capital: number, last: boolean): void => {
  const { random } = world
  const late = world.strike("line-late")
  const at =
    late.length > 0 ? moment(world.now + (3 + random.below(28)) * day, random) : world.now + random.below(5) * minute
  const amounts: ReadonlyArray<readonly [string, string, number]> = [
    ["capital", "capital", capital],
    ...(last && random.chance(0.5) ? [["creditor_outlay", "reminder", 60_00] as const] : []),
    ...(last && random.chance(0.4) ? [["creditor_commission", "debt_collection", 36_00] as const] : []),
    ...(last && random.chance(0.3) ? [["interest", "interest", 1 + random.below(90_00)] as const] : []),
  ]
  world.schedule(at, () => {
    for (const [category, article, net] of amounts) create(world, owner, category, article, net, late)
  })
}

/** Fees that Amili shares with its creditor carry VAT; capital, outlays and interest do not. */
const vatOf = (category: string, net: number): number =>
  category === "creditor_commission" ? Math.round(net * 0.25) : 0

export const create = (
  world: World,
  owner: Case,
  category: string,
  article: string,
  net: number,
  oddities: ReadonlyArray<Oddity>,
): void => {
  const { random } = world
  const odd = world.strike("line-without-case", "line-of-no-case", "line-foreign-currency")
  const id = world.id(world.now)
  world.record({
    _tag: "Line",
    what: "created",
    after: {
      id,
      oddities: [...oddities, ...odd],
      createdAt: world.now,
      updatedAt: world.now,
      creditor: owner.creditor,
      currency: odd.includes("line-foreign-currency") ? (owner.currency === "EUR" ? "SEK" : "EUR") : owner.currency,
      case: owner.id,
      namedCase: odd.includes("line-without-case")
        ? undefined
        : odd.includes("line-of-no-case")
          ? random.hex(24)
          : owner.id,
      invoiceNumber: owner.invoiceNumber,
      reference: owner.reference,
      state: owner.state,
      category,
      article,
      net,
      vat: vatOf(category, net),
      payout: undefined,
      shown: undefined,
      reverses: undefined,
      reversedBy: undefined,
      deleted: false,
    },
  })
  const [later] = world.strike("line-edited", "line-edited-silently", "line-deleted")
  if (later !== undefined) {
    const at = moment(world.now + (1 + random.below(20)) * day, random)
    world.schedule(at, () => (later === "line-deleted" ? remove(world, id) : edit(world, id, later)))
  }
}

const edit = (world: World, id: string, oddity: "line-edited" | "line-edited-silently"): void => {
  const before = world.lines.get(id)
  if (before === undefined || before.deleted) return
  const change = 1 + world.random.below(Math.max(1, Math.floor(Math.abs(before.net) / 5)))
  const net = before.net + (world.random.chance(0.5) ? change : -change)
  world.record({
    _tag: "Line",
    what: "changed",
    after: {
      ...before,
      oddities: [...before.oddities, oddity],
      updatedAt: oddity === "line-edited" ? world.now : before.updatedAt,
      net,
      vat: vatOf(before.category, net),
    },
  })
}

const remove = (world: World, id: string): void => {
  const before = world.lines.get(id)
  if (before === undefined || before.deleted) return
  const after: Line = { ...before, oddities: [...before.oddities, "line-deleted"], deleted: true }
  world.record({ _tag: "Line", what: "deleted", after })
}

/** The case's latest capital line that stands. */
export const latestCapital = (world: World, owner: string): Line | undefined =>
  [...world.lines.values()].findLast(
    (line) =>
      line.case === owner &&
      line.category === "capital" &&
      lineTotal(line) > 0 &&
      line.reversedBy === undefined &&
      !line.deleted,
  )

/** Takes a line back by a line of opposite amounts. */
export const reverse = (world: World, line: Line): void => {
  const id = world.id(world.now)
  world.record({
    _tag: "Line",
    what: "created",
    after: {
      ...line,
      id,
      oddities: ["line-reversed"],
      createdAt: world.now,
      updatedAt: world.now,
      net: 0 - line.net,
      // Not `-line.vat`: there is no minus zero.
      vat: 0 - line.vat,
      payout: undefined,
      shown: undefined,
      reverses: line.id,
    },
  })
  const before = world.lines.get(line.id) ?? line
  const after: Line = { ...before, oddities: [...before.oddities, "line-reversed"], reversedBy: id }
  world.record({ _tag: "Line", what: "reversed", after })
}

/** Takes a line out of its payout, so that it is paid out again. */
export const release = (world: World, id: string, oddity: Oddity): void => {
  const before = world.lines.get(id)
  if (before === undefined || before.deleted || before.payout === undefined) return
  world.record({
    _tag: "Line",
    what: "released",
    after: {
      ...before,
      oddities: [...before.oddities, oddity],
      updatedAt: world.now,
      payout: undefined,
      shown: undefined,
    },
  })
}
