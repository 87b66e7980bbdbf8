/** What debtors pay, to Amili or to the creditor, what that does to the case, and how a payment is taken back. */
import { type Case } from "../../finance/Event.ts"
import * as Bank from "./bank.ts"
import { day, moment } from "./days.ts"
import * as Lines from "./lines.ts"
import { type World } from "./World.ts"

/** The debtor pays a share of what remains to Amili; the case closes with the last payment. */
export const pay = (world: World, id: string, share: number, reason?: string): void => {
  const before = world.cases.get(id)
  if (before === undefined || before.closed !== undefined) return
  const paid = Math.round(before.remaining * share)
  const missing = world.strike("line-missing")
  const after: Case = {
    ...before,
    oddities: [...before.oddities, ...missing],
    updatedAt: world.now,
    remaining: before.remaining - paid,
    collected: before.collected + paid,
  }
  world.record({ _tag: "Case", what: "paid", after })
  const closing = after.remaining === 0 || reason !== undefined
  if (missing.length === 0) Lines.ofPayment(world, after, paid, closing)
  if (closing) close(world, id, reason ?? paidReason(before.state))
  if (closing && reason === undefined && world.strike("line-reversed").length > 0) {
    world.schedule(moment(world.now + (5 + world.random.below(35)) * day, world.random), () => bounce(world, id, paid))
  }
}

const paidReason = (state: string): string =>
  state === "initializing"
    ? "fully_paid_before_reminder"
    : state === "reminder"
      ? "fully_paid_before_debt_collection"
      : "fully_paid"

/** The debtor pays everything straight to the creditor. */
export const payCreditor = (world: World, id: string): void => {
  const before = world.cases.get(id)
  if (before === undefined || before.closed !== undefined) return
  const odd = world.strike("line-of-direct-payment")
  const after = { ...before, oddities: [...before.oddities, ...odd], updatedAt: world.now, remaining: 0 }
  world.record({ _tag: "Case", what: "paid to creditor", after })
  Bank.directPayment(world, before)
  close(world, id, "capital_paid_to_creditor")
  if (odd.length > 0) Lines.create(world, after, "capital", "capital", before.claimed, odd)
}

export const close = (world: World, id: string, reason: string): void => {
  const before = world.cases.get(id)
  if (before === undefined || before.closed !== undefined) return
  const after = { ...before, updatedAt: world.now, closed: { at: world.now, reason } }
  world.record({ _tag: "Case", what: "closed", after })
}

/** The last payment is taken back: its capital line is reversed, and the case is open again until it is paid once more. */
const bounce = (world: World, id: string, paid: number): void => {
  const before = world.cases.get(id)
  const line = Lines.latestCapital(world, id)
  if (before?.closed === undefined || line === undefined || line.createdAt < before.closed.at) return
  Lines.reverse(world, line)
  const after = {
    ...before,
    updatedAt: world.now,
    closed: undefined,
    remaining: before.remaining + paid,
    collected: before.collected - paid,
  }
  world.record({ _tag: "Case", what: "opened again", after })
  world.schedule(moment(world.now + (10 + world.random.below(40)) * day, world.random), () => pay(world, id, 1))
}
