/** How a case lives: it comes, moves from state to state, is paid in one of several ways or not at all, and closes. */
import * as Swedish from "../generate/swedish.ts"
import { day, moment } from "./days.ts"
import * as Payments from "./payments.ts"
import { type World } from "./World.ts"

/** How cases end, and how many of a hundred do. */
const endings = [
  ["full", 46],
  ["instalments", 16],
  ["depreciation", 4],
  ["direct", 12],
  ["unpaid", 22],
] as const
type Ending = (typeof endings)[number][0]

const unpaid = ["recalled", "credit", "written_off", "cancellation", "bankruptcy", "deceased"]
const states = [
  ["reminder", 1],
  ["debt_collection", 21],
  ["debt_surveillance", 90],
] as const

/** A new case, or one that has been there since `createdAt`. */
export const open = (world: World, createdAt: number): void => {
  const { random, settings } = world
  const [first] = settings.creditors
  const creditor = random.pick(settings.creditors) ?? first
  if (creditor === undefined) return
  const id = world.id(createdAt)
  const rank = world.cases.size
  const digits = String(2_000_000 + rank)
  const claimed = amount(world)
  const [oddity] = world.strike("invoice-at-two-creditors", "invoice-of-two-cases")
  const other =
    oddity === "invoice-at-two-creditors"
      ? random.pick([...world.newest.values()].filter((one) => one.creditor !== creditor))
      : oddity === "invoice-of-two-cases"
        ? world.newest.get(creditor.id.hex)
        : undefined
  const age = createdAt < world.now ? (world.now - createdAt) / day : 0
  world.record({
    _tag: "Case",
    what: "created",
    after: {
      id,
      oddities: oddity === undefined || other === undefined ? [] : [oddity],
      createdAt,
      updatedAt: createdAt,
      creditor,
      currency: creditor.currency,
      rank,
      invoiceNumber:
        other?.invoiceNumber ??
        `${creditor.prefix}-${new Date(createdAt).getUTCFullYear()}-${String(rank + 1).padStart(6, "0")}`,
      reference: digits + Swedish.luhn(digits),
      state: states.findLast(([, after]) => age >= after)?.[0] ?? "initializing",
      claimed,
      remaining: claimed,
      collected: 0,
      closed: undefined,
    },
  })
  for (const [state, after] of states) {
    if (after > age) world.schedule(createdAt + after * day, () => enter(world, id, state))
  }
  const start = moment(world.now + (2 - Math.log(1 - random.next()) * 45) * day, random)
  plan(world, id, ending(world), start)
}

const amount = ({ random }: World): number => {
  const whole = Math.round(Math.exp(5.2 + 2.6 * random.next()) * 100)
  return random.chance(0.45) ? Math.round(whole / 100) * 100 : whole
}

const ending = ({ random }: World): Ending => {
  let point = random.below(100)
  for (const [name, share] of endings) if ((point -= share) < 0) return name
  return "full"
}

const enter = (world: World, id: string, state: string): void => {
  const before = world.cases.get(id)
  if (before === undefined || before.closed !== undefined) return
  world.record({ _tag: "Case", what: "state changed", after: { ...before, state, updatedAt: world.now } })
}

const plan = (world: World, id: string, how: Ending, start: number): void => {
  const { random } = world
  switch (how) {
    case "full":
      return world.schedule(start, () => Payments.pay(world, id, 1))
    case "instalments": {
      const times = 2 + random.below(4)
      for (let time = 0; time < times; time++)
        world.schedule(moment(start + time * 30 * day, random), () => Payments.pay(world, id, 1 / (times - time)))
      return
    }
    case "depreciation":
      return world.schedule(start, () => Payments.pay(world, id, 0.95, "fully_paid_depreciation"))
    case "direct":
      return world.schedule(start, () => Payments.payCreditor(world, id))
    case "unpaid":
      return world.schedule(start, () => Payments.close(world, id, random.pick(unpaid) ?? "recalled"))
  }
}
