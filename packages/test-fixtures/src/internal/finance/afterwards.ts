/** What happens to a payout after it was made: its lines learn of it, the money leaves, and sometimes comes back. */
import { type Payout } from "../../finance/Event.ts"
import { type Oddity } from "../../finance/Oddity.ts"
import * as Bank from "./bank.ts"
import { bankDay, day, hour, minute, moment } from "./days.ts"
import * as Lines from "./lines.ts"
import { type World } from "./World.ts"

/** Writes the payout onto its lines, later than it was made. */
export const cascade = (world: World, { id, date, reference, parts }: Payout): void => {
  const { random } = world
  const odd = world.strike("cascade-late", "cascade-silent")
  const at = odd.includes("cascade-late")
    ? moment(world.now + (1 + random.below(9)) * day, random)
    : world.now + (1 + random.below(10)) * minute
  world.schedule(at, () => {
    for (const { line } of parts) {
      const before = world.lines.get(line)
      if (before === undefined || before.deleted || before.payout !== id) continue
      world.record({
        _tag: "Line",
        what: "shown",
        after: {
          ...before,
          oddities: [...before.oddities, ...odd],
          updatedAt: odd.includes("cascade-silent") ? before.updatedAt : world.now,
          shown: { payout: id, date, reference },
        },
      })
    }
  })
}

/** Plans that the payout, or one of its lines, is taken back: an hour after it was made, or when the money has arrived. */
export const takeBack = (world: World, { id, date, parts }: Payout): void => {
  const { random } = world
  const [reversed] = world.strike("payout-reversed", "payout-reversed-keeping-lines")
  const later = moment(bankDay(date, 6 + random.below(4)), random)
  if (reversed !== undefined) {
    world.schedule(random.chance(0.3) ? world.now + hour : later, () => reverse(world, id, reversed))
    return
  }
  const part = random.pick(parts)
  const [withdrawn] = part === undefined ? [] : world.strike("line-withdrawn")
  if (part === undefined || withdrawn === undefined) return
  world.schedule(later, () => {
    if (world.lines.get(part.line)?.shown?.payout === id) Lines.release(world, part.line, withdrawn)
  })
}

const reverse = (world: World, id: string, oddity: Oddity): void => {
  const before = world.payouts.get(id)
  if (before === undefined) return
  const after: Payout = {
    ...before,
    oddities: [...before.oddities, oddity],
    updatedAt: world.now,
    status: "reversed",
  }
  world.record({ _tag: "Payout", what: "reversed", after })
  if (oddity === "payout-reversed") {
    for (const { line } of before.parts) {
      if (world.lines.get(line)?.payout === id) Lines.release(world, line, oddity)
    }
  }
  Bank.giveBack(world, after)
}

/** The money of payouts of one creditor and date leaves Amili. */
export const transfer = (world: World, ids: ReadonlyArray<string>): void => {
  const leaving = ids.flatMap((id) => {
    const payout = world.payouts.get(id)
    return payout === undefined || payout.status !== "scheduled" ? [] : [payout]
  })
  for (const payout of leaving)
    world.record({ _tag: "Payout", what: "paid", after: { ...payout, status: "paid", updatedAt: world.now } })
  Bank.transfer(world, leaving)
}
