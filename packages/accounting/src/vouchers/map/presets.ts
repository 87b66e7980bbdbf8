/** The account map that `vouchers init` begins with: accounts of the BAS chart, each explained in Swedish. */
import type * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { AccountMap, Company } from "./AccountMap.ts"

const described: Company["accounts"] = {
  "1510": {
    name: "Kundfordringar",
    about: "Fakturan som lämnats till inkasso. Krediteras när kapitalet har betalats.",
  },
  "1519": {
    name: "Nedskrivning av kundfordringar",
    about: "Befarade kundförluster, utan moms. Återförs när förlusten konstateras eller uteblir.",
  },
  "1685": {
    name: "Fordran på inkassobolag",
    about: "Det som Amili är skyldigt bolaget: debiteras av varje rad, krediteras när pengarna kommer till banken.",
  },
  "1930": { name: "Företagskonto", about: "Banken. Bokförs härifrån bara när bankArrivals är true." },
  "2611": { name: "Utgående moms 25 %", about: "Moms på borgenärens del av avgifter, och på konstaterade förluster." },
  "2621": { name: "Utgående moms 12 %", about: "Som 2611, för 12 %." },
  "2631": { name: "Utgående moms 6 %", about: "Som 2611, för 6 %." },
  "3990": { name: "Övriga ersättningar och intäkter", about: "Borgenärens del av Amilis avgifter." },
  "6351": { name: "Konstaterade förluster på kundfordringar", about: "Utan moms; momsen minskar utgående moms." },
  "6352": { name: "Befarade förluster på kundfordringar", about: "Utan moms, mot 1519, tills någon har beslutat." },
  "8313": { name: "Ränteintäkter från kortfristiga fordringar", about: "Dröjsmålsränta som gäldenären har betalat." },
}

export interface Answers {
  readonly creditors: Company["creditors"]
  readonly name: string
  readonly organisationNumber: string
  readonly method: Company["method"]
  readonly receiver: Company["receiver"]
  readonly series: string
  readonly fiscalYear: { readonly start: CalendarDay.CalendarDay; readonly end: CalendarDay.CalendarDay }
  /** Where the company booked what it laid out, such as reminder fees; nobody else can know it. */
  readonly outlays: { readonly account: string; readonly name: string }
  /** With kontantmetoden the sale is booked when it is paid: on this account. */
  readonly sales?: { readonly account: string; readonly name: string } | undefined
  readonly invoiceVat?: Company["invoiceVat"]
}

export const companyWith = (answers: Answers): Company => {
  const { fiscalYear, invoiceVat, outlays, sales } = answers
  return {
    creditors: answers.creditors,
    name: answers.name,
    organisationNumber: answers.organisationNumber,
    method: answers.method,
    currency: "SEK",
    receiver: answers.receiver,
    series: answers.series,
    chartOfAccounts: "EUBAS97",
    fiscalYears: [fiscalYear],
    grouping: "payout",
    bankArrivals: false,
    invoiceDimension: true,
    ...(invoiceVat === undefined ? {} : { invoiceVat }),
    booking: {
      clearing: "1685",
      bank: "1930",
      receivable: "1510",
      confirmedLoss: "6351",
      probableLoss: "6352",
      provision: "1519",
      vat: { "25": "2611", "12": "2621", "6": "2631" },
      rules: [
        sales === undefined
          ? { category: "capital", account: "1510", vat: "none" }
          : { category: "capital", account: sales.account, vat: "invoice" },
        { category: "interest", account: "8313", vat: "line" },
        { category: "creditor_commission", account: "3990", vat: "line" },
        { category: "creditor_outlay", account: outlays.account, vat: "line" },
      ],
    },
    accounts: {
      ...described,
      [outlays.account]: described[outlays.account] ?? {
        name: outlays.name,
        about: "Där bolaget bokförde sina utlägg, till exempel påminnelseavgifter.",
      },
      ...(sales === undefined
        ? {}
        : {
            [sales.account]: {
              name: sales.name,
              about: "Försäljningen, som med kontantmetoden bokförs vid betalning.",
            },
          }),
    },
  }
}

export const mapOf = (companies: AccountMap["companies"]): AccountMap => ({ version: 1, companies })
