/** How one case stands: `node dist/promise/lookup.js 6867da7788b9226bb78d716c` */
import * as Case from "@amili-cases/core/Case"
import * as CaseState from "@amili-cases/core/CaseState"
import * as Money from "@amili-cases/core/Money"
import { connect, report } from "./amili.ts"

const amili = connect()

const lookup = async (id: string) => {
  const {
    closed,
    currency,
    debt,
    id: caseId,
    remainingCapital,
    state,
  } = await amili.cases.get(id, {
    projection: ["state", "closed", "currency", "remainingCapital", "debt.invoiceNumber"],
  })
  console.log(`invoice    ${debt?.invoiceNumber ?? "-"}`)
  console.log(`state      ${state === undefined ? "-" : CaseState.describe(state)}`)
  console.log(`closed     ${closed === undefined ? "no" : (closed.reason ?? "yes")}`)
  console.log(`remaining  ${remainingCapital === undefined ? "-" : `${Money.format(remainingCapital)} ${currency}`}`)
  console.log(Case.link(caseId))
}

await lookup(process.argv[2] ?? "")
  .catch(report)
  .finally(amili.close)
