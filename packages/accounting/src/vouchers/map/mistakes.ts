/** What is wrong with an account map beyond the shape of its fields, a line for each mistake. */
import { type AccountMap, accountsOf, type Company } from "./AccountMap.ts"

export const mistakesIn = ({ companies }: AccountMap): ReadonlyArray<string> => [
  ...(companies.length === 0 ? ["companies: is empty; amili-export vouchers init writes one"] : []),
  ...companies.flatMap((company, index) => ofCompany(company).map((mistake) => `companies[${index}].${mistake}`)),
  ...twice(companies.flatMap(({ creditors }) => creditors)).map(
    (creditor) => `companies: creditor ${creditor} stands in two of them`,
  ),
]

const ofCompany = (company: Company): ReadonlyArray<string> => [
  ...(hasCheckDigit(company.organisationNumber)
    ? []
    : [`organisationNumber: the last digit of ${company.organisationNumber} is wrong`]),
  ...ofYears(company),
  ...accountsOf(company).flatMap(([place, account]) =>
    company.accounts[account] === undefined ? [`booking.${place}: account ${account} has no name under accounts`] : [],
  ),
  ...ofRules(company),
  ...twice([company.booking.clearing, company.booking.bank, company.booking.receivable]).map(
    (account) => `booking: account ${account} is used for two of clearing, bank and receivable`,
  ),
]

const ofYears = ({ closedThrough, fiscalYears }: Company): ReadonlyArray<string> => {
  if (fiscalYears.length === 0) return ["fiscalYears: is empty"]
  const last = fiscalYears.at(-1)
  return [
    ...fiscalYears.flatMap(({ end, start }, index) => [
      ...(end < start ? [`fiscalYears[${index}]: ends before it begins`] : []),
      ...(start <= (fiscalYears[index - 1]?.end ?? "")
        ? [`fiscalYears[${index}]: begins before the one above it ends`]
        : []),
    ]),
    ...(closedThrough !== undefined && last !== undefined && closedThrough >= last.end
      ? ["closedThrough: no day of the fiscal years is open after it; add the next fiscal year"]
      : []),
  ]
}

const ofRules = ({ booking: { rules }, method }: Company): ReadonlyArray<string> => [
  ...twice(rules.map(({ article, category }) => (article === undefined ? category : `${category}, ${article}`))).map(
    (rule) => `booking.rules: there are two rules for ${rule}`,
  ),
  ...rules.flatMap(({ vat }, index) =>
    vat === "none" && method === "kontantmetoden"
      ? [`booking.rules[${index}].vat: with kontantmetoden no VAT was booked with the invoice; use line or invoice`]
      : [],
  ),
]

const twice = (values: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
]

/** The last digit makes the weighted sum of all a multiple of ten (Luhn). */
const hasCheckDigit = (organisationNumber: string): boolean => {
  const digits = Array.from(organisationNumber.replace("-", ""), Number)
  const sum = digits.reduce((total, digit, index) => {
    const weighted = digit * (index % 2 === 0 ? 2 : 1)
    return total + (weighted > 9 ? weighted - 9 : weighted)
  }, 0)
  return sum % 10 === 0
}
