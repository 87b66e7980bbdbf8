/** What the books should say of what really happened: each account to the öre, by rules written down once more. */
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import type { Event } from "@amili-cases/test-fixtures/finance/Event"
import * as Truth from "@amili-cases/test-fixtures/finance/Truth"

/** The accountant's answer: whether a claim that may be lost is lost. */
export const isLost = (caseId: string): boolean => /[02468ace]$/.test(caseId)

export const ledger = (events: ReadonlyArray<Event>, at: number): ReadonlyMap<string, bigint> => {
  const { cases, lines } = Truth.at(events, at)
  const accounts = new Map<string, bigint>()
  const book = (account: string, amount: number) =>
    accounts.set(account, (accounts.get(account) ?? 0n) + BigInt(amount))
  for (const { category, currency, deleted, net, vat } of lines.values()) {
    if (deleted || currency !== "SEK") continue
    book("1685", net + vat)
    if (category === "capital") book("1510", -net - vat)
    else {
      const account = { interest: "8313", creditor_commission: "3990", creditor_outlay: "3591" }[category]
      if (account === undefined) continue
      book(account, -net)
      book("2611", -vat)
    }
  }
  for (const { closed, currency, id, remaining } of cases.values()) {
    if (closed === undefined || currency !== "SEK") continue
    const settlementClass = SettlementClass.of(closed.reason)
    const isConfirmed =
      settlementClass === "loss" ||
      ((settlementClass === "loss_to_confirm" || settlementClass === "payout_with_residual") && isLost(id))
    if (!isConfirmed) continue
    const vat = Math.round(remaining / 5)
    book("6351", remaining - vat)
    book("2611", vat)
    book("1510", -remaining)
  }
  return new Map([...accounts].filter(([, amount]) => amount !== 0n))
}
