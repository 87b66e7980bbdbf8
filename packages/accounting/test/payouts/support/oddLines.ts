import { Float, ObjectId } from "@amili-cases/test-fixtures/Document"
import type { World } from "./world.ts"

/** Ids after all those of the simulation. */
const idOf = (number: number) => `f${String(number).padStart(23, "0")}`

/**
 * Puts lines of one case into the collection that need a person: one that cannot be read, one without amounts, and one
 * that takes back one of two that are alike. Returns their ids in that order.
 */
export const putOddLines = (world: World): ReadonlyArray<string> => {
  const lines = world.engine.resources.get("finance--payout-specifications")
  const like = lines?.document(0)
  if (lines === undefined || like === undefined) throw new Error("the world has no lines yet")
  const { amount: _amount, payout_date: _date, total_amount: _total, vat_amount: _vat, ...bare } = like
  const amounts = (total: number) => ({
    amount: new Float(total),
    vat_amount: new Float(0),
    total_amount: new Float(total),
  })
  const put = (number: number, fields: object) => {
    const at = new Date(world.clock.now)
    const document = { ...bare, invoice_number: "ODD", case: new ObjectId(idOf(0)), _created: at, _updated: at }
    lines.put({ ...document, ...fields, _id: new ObjectId(idOf(number)) })
    return idOf(number)
  }
  const unreadable = put(1, { amount: "a lot" })
  const withoutAmount = put(2, {})
  put(3, amounts(50))
  put(4, amounts(50))
  return [unreadable, withoutAmount, put(5, amounts(-50))]
}
