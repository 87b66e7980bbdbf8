/** How vouchers come about, by which version of the rules, and on which accounts. */
import { accountsOf, type Company } from "../../vouchers/map/AccountMap.ts"
import { ruleVersion } from "../../vouchers/rules/version.ts"
import { code, list, paragraphs, type Section } from "../document.ts"
import { foreign, type Markup, markup, type Part } from "../../html/markup.ts"
import { table } from "../../html/table.ts"
import type { Facts } from "./Facts.ts"

export const vouchers = ({ accounts }: Facts): Section => ({
  id: "verifikationer",
  title: "Verifikationer och konton",
  content: [
    paragraphs(
      `Programmet kan göra förslag till verifikationer. Reglerna är version ${ruleVersion}; varje verifikation sparar den version som den gjordes efter.`,
    ),
    list([
      markup`Vilka konton, serier, momssatser och räkenskapsår som gäller står i företagets kontokarta, en JSON-fil som ${code("amili-export vouchers init")} skapar. Spara den, och dess tidigare versioner, tillsammans med den här dokumentationen.`,
      "En händelse som kontokartan eller reglerna inte känner ger ingen verifikation, utan väntar på ett beslut.",
      "Ett förslag räknas först när en person har godkänt det. Vem, när och varför sparas i journalen.",
      "En verifikations nyckel är dess källa och händelse, så att samma händelse inte kan bokas två gånger. Den lämnas ut högst en gång.",
      "Filen läses tillbaka och balanseras innan den räknas.",
      "En utlämnad verifikation ändras aldrig: den vänds med en ny, daterad i en öppen period.",
    ]),
    accounts === undefined
      ? paragraphs("Det finns ingen kontokarta: programmet gör inga verifikationer.")
      : [
          paragraphs(
            markup`Kontokartan är ${foreign(accounts.file)} <span class="key">SHA-256 ${accounts.sha256}</span>, som den stod när dokumentet skrevs.`,
          ),
          accounts.map.companies.map(companyOf),
        ],
  ],
})

const companyOf = (company: Company): Part => [
  markup`<h3>${foreign(company.name)}</h3>`,
  table({
    columns: [
      { header: "Inställning", kind: "text", cell: ([name]: readonly [string, Part]) => name },
      { header: "Värde", kind: "text", cell: ([, value]) => value },
    ],
    rows: settingsOf(company),
    empty: "",
  }),
  accountTable(company),
]

const settingsOf = (company: Company): ReadonlyArray<readonly [string, Part]> => [
  ["Organisationsnummer", foreign(company.organisationNumber)],
  ["Borgenärer", company.creditors === "all" ? "alla" : foreign(company.creditors.join(", "))],
  ["Bokföringsmetod", company.method],
  ["Valuta", foreign(company.currency)],
  ["Bokföringsprogram", company.receiver],
  ["Verifikationsserie", foreign(company.series)],
  ["Räkenskapsår", company.fiscalYears.map(({ end, start }) => `${start} – ${end}`).join(", ")],
  ["Stängt till och med", company.closedThrough ?? "inget"],
  ["Vad som delar verifikation", groupings[company.grouping]],
  [
    "Pengar på banken bokförs",
    company.bankArrivals ? "härifrån, av bankfiler" : "av bokföringsprogrammets bankkoppling",
  ],
  [
    "Fakturornas momssats",
    [
      company.invoiceVat === undefined ? "avgörs för varje faktura" : `${company.invoiceVat} %`,
      company.invoiceVatFile === undefined ? undefined : markup`, annan i ${foreign(company.invoiceVatFile)}`,
    ],
  ],
]

const groupings: Readonly<Record<Company["grouping"], string>> = {
  payout: "rader i samma utbetalning, av samma dag",
  account: "rader av samma kategori, av samma dag",
  case: "rader i samma ärende, av samma dag",
  none: "inget: en verifikation för varje händelse",
}

/** Every account that may be booked on, with what it is used for. */
const accountTable = (company: Company): Markup => {
  const uses = new Map<string, Array<string>>()
  for (const [place, account] of accountsOf(company))
    uses.set(account, [...(uses.get(account) ?? []), useOf(place, company)])
  return table({
    columns: [
      {
        header: "Konto",
        kind: "word",
        cell: ([account]: readonly [string, ReadonlyArray<string>]) => foreign(account),
      },
      { header: "Namn", kind: "text", cell: ([account]) => foreign(company.accounts[account]?.name) },
      { header: "Används till", kind: "text", cell: ([, all]) => foreign(all.join("; ")) },
      { header: "Enligt kartan", kind: "text", cell: ([account]) => foreign(company.accounts[account]?.about) },
    ],
    rows: [...uses].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    empty: "",
  })
}

const useOf = (place: string, { booking }: Company): string => {
  const rule = booking.rules.find((_, index) => place === `rules[${index}].account`)
  if (rule !== undefined)
    return `rader av kategorin ${rule.category}${rule.article === undefined ? "" : `, artikel ${rule.article}`}, ${modes[rule.vat]}`
  const [, rate] = /^vat\.(\d+)$/.exec(place) ?? []
  return rate === undefined ? (used[place] ?? place) : `utgående moms ${rate} %`
}

const used: Readonly<Record<string, string>> = {
  clearing: "det som Amili är skyldigt",
  bank: "pengar på banken",
  receivable: "fordran som konstateras förlorad",
  confirmedLoss: "konstaterad förlust",
  probableLoss: "befarad förlust",
  provision: "nedskrivning för befarad förlust",
}

const modes = {
  line: "med radens moms på momskontot",
  none: "moms bokfördes med fakturan",
  invoice: "moms räknas ur beloppet med fakturans sats",
} as const satisfies Readonly<Record<Company["booking"]["rules"][number]["vat"], string>>
