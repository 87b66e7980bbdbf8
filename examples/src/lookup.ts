/** How one case stands: `node dist/lookup.js 6867da7788b9226bb78d716c` */
import * as Case from "@amili-cases/core/Case"
import { Cases } from "@amili-cases/core/Cases"
import * as CaseState from "@amili-cases/core/CaseState"
import * as Money from "@amili-cases/core/Money"
import { Console, Effect, Schema } from "effect"
import { Amili } from "./amili.ts"

const lookup = Effect.gen(function* () {
  const cases = yield* Cases
  const id = yield* Schema.decodeUnknown(Case.CaseId)(process.argv[2])
  const found = yield* cases.get(id, {
    projection: ["state", "closed", "currency", "remainingCapital", "debt.invoiceNumber"],
  })

  const { closed, currency = "", remainingCapital, state } = found
  yield* Console.log(`invoice    ${found.debt?.invoiceNumber ?? "-"}`)
  yield* Console.log(`state      ${state === undefined ? "-" : CaseState.describe(state)}`)
  yield* Console.log(`closed     ${closed === undefined ? "no" : (closed.reason ?? "yes")}`)
  yield* Console.log(
    `remaining  ${remainingCapital === undefined ? "-" : `${Money.format(remainingCapital)} ${currency}`}`,
  )
  yield* Console.log(Case.link(id))
})

await lookup.pipe(
  Effect.catchTags({
    NotFound: (error) => Console.error(error.message),
    ParseError: () => Console.error("a case id has 24 hex digits"),
  }),
  Effect.provide(Amili),
  Effect.runPromise,
)
