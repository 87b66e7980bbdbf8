import { readFileSync, writeFileSync } from "node:fs"
import { Finding, Lint, Read, Voucher, Write } from "@amili-cases/sie"
import * as Effect from "effect/Effect"

export const example = async () => {
  const { file, findings } = await Effect.runPromise(Read.parse(readFileSync("bokforing.se")))
  const unbalanced = file.vouchers.filter((voucher) => !Voucher.isBalanced(voucher))
  console.log(file.company.name, unbalanced.map(Voucher.describe), findings.map(Finding.format))
  writeFileSync("again.se", Write.file(file).bytes)
  console.log(await Effect.runPromise(Lint.lint(readFileSync("again.se"), { for: "fortnox" })))
}
