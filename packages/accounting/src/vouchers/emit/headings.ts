/** What stands above the vouchers of each file, from the account map. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { Names } from "../files/rows.ts"
import { type AccountMap, companyOf } from "../map/AccountMap.ts"
import { yearOf } from "../rules/dating.ts"
import { VouchersRefused } from "./errors.ts"
import type { Emitted, Heading } from "./stored.ts"

export interface File {
  readonly heading: Heading
  readonly vouchers: ReadonlyArray<Emitted>
}

/** A file for each creditor and fiscal year, in order. */
export const filesOf = (
  vouchers: ReadonlyArray<Emitted>,
  map: AccountMap,
  { startedAt, tool }: { readonly startedAt: DateTime.Utc; readonly tool: string },
): Effect.Effect<ReadonlyArray<File>, VouchersRefused> =>
  Effect.gen(function* () {
    const groups = new Map<string, Array<Emitted>>()
    for (const voucher of vouchers) {
      const key = `${voucher.creditorId} ${voucher.year.start}`
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [voucher])
      else group.push(voucher)
    }
    return yield* Effect.forEach(
      [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)),
      ([, group]) =>
        Effect.map(headingOf(group, map, tool, CalendarDay.of(startedAt)), (heading) => ({ heading, vouchers: group })),
    )
  })

const headingOf = (
  group: ReadonlyArray<Emitted>,
  map: AccountMap,
  program: string,
  generated: CalendarDay.CalendarDay,
) =>
  Effect.gen(function* () {
    const [first] = group
    const company = companyOf(map, first?.creditorId)
    if (first === undefined || company === undefined)
      return yield* new VouchersRefused({
        message: `the account map has no company for creditor ${first?.creditorId ?? ""} any more`,
        hint: "add it to the map again: vouchers of it are approved",
        swedish: {
          message: `kontoplanskartan har inte längre något bolag för borgenär ${first?.creditorId ?? ""}`,
          hint: "lägg till det i kartan igen: det har godkända verifikat",
        },
      })
    const closed = group.find(({ date }) => company.closedThrough !== undefined && date <= company.closedThrough)
    if (closed !== undefined)
      return yield* new VouchersRefused({
        message: `voucher ${closed.id} is of ${closed.date}, and its period has been closed since it was approved`,
        hint: `take the approval back with amili-export vouchers reverse ${closed.id}, and draft again`,
        swedish: {
          message: `verifikat ${closed.id} är från ${closed.date}, och dess period har stängts sedan det godkändes`,
          hint: `återkalla godkännandet med amili-export vouchers reverse ${closed.id}, och gör nya förslag`,
        },
      })
    const year = yearOf(first.date, company)
    if (year === undefined || year.start !== first.year.start || year.end !== first.year.end)
      return yield* new VouchersRefused({
        message: `the fiscal year ${first.year.start} to ${first.year.end} of ${company.name} is not in the account map any more`,
        hint: "add it to the map again: vouchers of it are approved",
        swedish: {
          message: `räkenskapsåret ${first.year.start} till ${first.year.end} för ${company.name} finns inte längre i kontoplanskartan`,
          hint: "lägg till det i kartan igen: det har godkända verifikat",
        },
      })
    const heading: Heading = {
      creditorId: first.creditorId,
      company: company.name,
      organisationNumber: company.organisationNumber,
      receiver: company.receiver,
      chartOfAccounts: company.chartOfAccounts,
      currency: company.currency,
      year,
      accounts: Object.entries(company.accounts)
        .map(([number, { name }]) => ({ number, name }))
        .toSorted((a, b) => (a.number < b.number ? -1 : 1)),
      invoices: company.invoiceDimension,
      program,
      generated,
    }
    return heading
  })

/** The names in files that were emitted, from what stands above their vouchers. */
export const namesOf = (headings: ReadonlyArray<Heading>): Names => {
  const byCreditor = new Map(headings.map((heading) => [heading.creditorId, heading]))
  const names = new Map(
    headings.flatMap(({ accounts, creditorId }) =>
      accounts.map(({ name, number }) => [`${creditorId} ${number}`, name] as const),
    ),
  )
  return {
    company: (creditor) => byCreditor.get(creditor)?.company ?? "",
    account: (creditor, account) => names.get(`${creditor} ${account}`) ?? "",
  }
}
