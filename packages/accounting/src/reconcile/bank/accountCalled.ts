/** A bank account as a person writes it: `BGNR 991-2346`, `991-2346`, `SE35 5000 0000 0549 1000 0003`. */
import * as Either from "effect/Either"
import type { Account } from "../../bank/Account.ts"
import { ReconcileRefused } from "../errors.ts"

/** A number without a word before it is an IBAN, or a bankgiro number where it has only digits. */
export const accountCalled = (text: string): Either.Either<Account, ReconcileRefused> => {
  const [, scheme, rest = ""] = /^(?:([A-Z]{3,5}) +)?(.+)$/i.exec(text.trim()) ?? []
  const number = rest.replaceAll(/[\s-]/g, "").toUpperCase()
  if (scheme !== undefined && number !== "") return Either.right({ scheme: scheme.toUpperCase(), number })
  if (/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(number)) return Either.right({ scheme: "IBAN", number })
  if (/^\d{7,8}$/.test(number)) return Either.right({ scheme: "BGNR", number })
  return Either.left(
    new ReconcileRefused({
      message: `"${text}" is no account that a bank file could name`,
      hint: 'write an IBAN, a bankgiro number of seven or eight digits, or the bank\'s word before the number: "BBAN 1234567890"',
      swedish: {
        message: `"${text}" är inget konto som en bankfil kan ange`,
        hint: 'skriv ett IBAN, ett bankgironummer med sju eller åtta siffror, eller bankens ord före numret: "BBAN 1234567890"',
      },
    }),
  )
}
