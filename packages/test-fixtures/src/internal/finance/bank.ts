/** The bank accounts of the creditors: Amili's transfers, and what other people pay and charge. */
import { type BankRow, type Case, type Payout } from "../../finance/Event.ts"
import { type Oddity } from "../../finance/Oddity.ts"
import { bankDay, hour } from "./days.ts"
import { type World } from "./World.ts"

/** The bank's charge for a transfer that arrives short. */
const charge = 25_00

/** Sends payouts of one creditor, currency and date to its account, in one row or in one for each. */
export const transfer = (world: World, payouts: ReadonlyArray<Payout>): void => {
  const batched = payouts.length > 1 ? world.strike("transfer-batched") : []
  const groups = batched.length > 0 ? [payouts] : payouts.map((payout) => [payout])
  for (const group of groups) send(world, group, batched)
}

const send = (world: World, payouts: ReadonlyArray<Payout>, oddities: ReadonlyArray<Oddity>): void => {
  const { random } = world
  const [first] = payouts
  if (first === undefined) return
  const [arrival] = world.strike("transfer-lost", "transfer-late", "transfer-short")
  if (arrival === "transfer-lost") {
    for (const payout of payouts) lose(world, payout.id)
    return
  }
  const day = bankDay(first.date, arrival === "transfer-late" ? 6 + random.below(4) : random.below(3))
  book(world, day, () => {
    // What was taken back on its way does not arrive.
    const arriving = payouts.filter(({ id }) => world.payouts.get(id)?.status === "paid")
    if (arriving.length === 0) return
    const sum = arriving.reduce((total, { total: amount }) => total + amount, 0)
    world.record({
      _tag: "Bank",
      what: "booked",
      after: row(world, first, {
        day,
        amount: arrival === "transfer-short" ? sum - charge : sum,
        payouts: arriving.map(({ id, total }) => ({ payout: id, amount: total })),
        text: first.reference,
        oddities: [...oddities, ...(arrival === undefined ? [] : [arrival])],
        detailed: arrival === undefined && arriving.every(({ total }) => total > 0) && random.chance(0.6),
      }),
    })
  })
}

const lose = (world: World, id: string): void => {
  const before = world.payouts.get(id)
  if (before === undefined) return
  world.record({ _tag: "Payout", what: "lost", after: { ...before, oddities: [...before.oddities, "transfer-lost"] } })
}

/** Takes the money of a reversed payout back from the account that it arrived on. */
export const giveBack = (world: World, payout: Payout): void => {
  const arrived = [...world.bank.values()].some(({ payouts }) => payouts.some((part) => part.payout === payout.id))
  if (!arrived) return
  const day = bankDay(world.now, 1)
  book(world, day, () =>
    world.record({
      _tag: "Bank",
      what: "booked",
      after: row(world, payout, {
        day,
        amount: -payout.total,
        payouts: [{ payout: payout.id, amount: -payout.total }],
        text: payout.reference,
        reversal: true,
      }),
    }),
  )
}

/** A debtor's payment straight to the creditor. */
export const directPayment = (world: World, { creditor, currency, invoiceNumber, claimed }: Case): void => {
  // What is paid after 18 o'clock is booked the day after.
  const day = bankDay(world.now + 6 * hour, 0)
  book(world, day, () =>
    world.record({
      _tag: "Bank",
      what: "booked",
      after: row(world, { creditor, currency }, { day, amount: claimed, text: invoiceNumber }),
    }),
  )
}

/** Rows of a bank day that have nothing to do with Amili. */
export const others = (world: World, day: number): void => {
  const { random } = world
  for (const creditor of world.settings.creditors) {
    if (!random.chance(0.3)) continue
    const amount = random.chance(0.25) ? -(100 + random.below(900_00)) : 100 + random.below(5_000_00)
    const rest = { day, amount, text: amount < 0 ? "Bankavgift" : `Faktura ${1000 + random.below(9000)}` }
    const twice = world.strike("row-twice")
    book(world, day, () => {
      const once = row(world, { creditor, currency: creditor.currency }, { ...rest, oddities: twice })
      const plain = twice.length > 0 ? { ...once, bankReference: undefined } : once
      world.record({ _tag: "Bank", what: "booked", after: plain })
      if (twice.length > 0) world.record({ _tag: "Bank", what: "booked", after: { ...plain, id: world.id(world.now) } })
    })
  }
}

/** Rows are known to the bank in the evening of their day. */
const book = (world: World, day: number, run: () => void): void =>
  world.schedule(Math.max(world.now, day + 18 * hour), run)

const row = (
  world: World,
  account: Pick<BankRow, "creditor" | "currency">,
  given: Pick<BankRow, "day" | "amount" | "text"> & Partial<BankRow>,
): BankRow => {
  const odd = world.strike("row-without-bank-reference")
  const id = world.id(world.now)
  return {
    payouts: [],
    detailed: false,
    reversal: false,
    ...given,
    id,
    creditor: account.creditor,
    currency: account.currency,
    bankReference: odd.length > 0 ? undefined : `9${id.slice(8, 16).toUpperCase()}${id.slice(-6)}`,
    oddities: [...(given.oddities ?? []), ...odd],
  }
}
