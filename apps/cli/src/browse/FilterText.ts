/** What is typed after `/`: words such as `dispute`, `min=1000` or an invoice number. All of them must hold. */
import { both } from "@amili-cases/core/CaseSelection"
import type { Case } from "@amili-cases/core/Case"
import * as CaseState from "@amili-cases/core/CaseState"
import * as CaseStatus from "@amili-cases/core/CaseStatus"
import * as Money from "@amili-cases/core/Money"
import type { Filter } from "@amili-cases/core/Query"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import type * as BigDecimal from "effect/BigDecimal"

/** For the person who types. */
export const help =
  'a state (dispute, or its beginning), status=..., min=1000, max=2000, creditor="name", or an invoice number'

/** For the line below the one that is typed in. */
export const short = 'dispute, min=1000, creditor="name", an invoice number'

/** The filter, or what cannot be read. */
export const parse = (text: string): Either.Either<Filter<Case>, string> =>
  Either.map(
    Either.all(
      Array.from(text.matchAll(/(?:(\w+)=)?(?:"([^"]*)"|(\S+))/g), ([, name, quoted, plain]) =>
        word(name?.toLowerCase(), quoted ?? plain ?? ""),
      ),
    ),
    both,
  )

const word = (name: string | undefined, value: string): Either.Either<Filter<Case>, string> => {
  switch (name) {
    case undefined:
    case "state": {
      const states = CaseState.known.filter((state) => state.startsWith(value.toLowerCase()))
      return states.length > 0
        ? Either.right({ state: { $in: states } })
        : name === undefined
          ? Either.right({ "debt.invoiceNumber": value })
          : Either.right({ state: CaseState.of(value) })
    }
    case "status":
      return Either.right({ status: CaseStatus.of(value) })
    case "creditor":
      return Either.right({ creditorName: value })
    case "invoice":
      return Either.right({ "debt.invoiceNumber": value })
    case "min":
      return amount(value, ($gte) => ({ remainingCapital: { $gte } }))
    case "max":
      return amount(value, ($lte) => ({ remainingCapital: { $lte } }))
    default:
      return Either.left(`no filter: ${name}. Try ${short}`)
  }
}

const amount = (value: string, filter: (amount: BigDecimal.BigDecimal) => Filter<Case>) =>
  Option.match(Money.parse(value.replace(",", ".")), {
    onNone: () => Either.left(`"${value}" is no amount, such as 1500.50`),
    onSome: (parsed) => Either.right(filter(parsed)),
  })
