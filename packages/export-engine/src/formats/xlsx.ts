/** One workbook of all tables, laid out by the dataset. */
import * as Effect from "effect/Effect"
import { at } from "../run/Steps.ts"
import type { Format } from "./Format.ts"

export const xlsx: Format = {
  name: "xlsx",
  isDefault: true,
  open: (output, { base, staged, workbook: options }) =>
    Effect.gen(function* () {
      const name = `${base}.xlsx`
      yield* at(`open:${name}`)
      const workbook = yield* output.workbook(staged(name), options)
      return {
        write: workbook.write,
        finish: (closing) =>
          at(`finish:${name}`).pipe(
            Effect.zipRight(workbook.finish(closing)),
            Effect.map((written) => [{ name, role: "workbook", written }]),
          ),
      }
    }),
}
