/** Checks the journal, the files and the API against each other. */
import * as SameCompany from "@amili-cases/accounting/cases/SameCompany"
import * as VerifyApi from "@amili-cases/accounting/closed/VerifyApi"
import { verify as verifyPayouts } from "@amili-cases/accounting/payouts/verifyPayouts"
import * as DecisionLog from "@amili-cases/accounting/vouchers/log/DecisionLog"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import type { CreditorId } from "@amili-cases/core/CreditorId"
import * as Verify from "@amili-cases/export-engine/evidence/Verify"
import { hostOf } from "@amili-cases/export-engine/journal/Machine"
import * as SameApi from "@amili-cases/export-engine/run/SameApi"
import * as SameHistory from "@amili-cases/export-engine/witness/SameHistory"
import * as Effect from "effect/Effect"
import * as CreditorIds from "../profile/CreditorIds.ts"
import type { Place } from "./KnownJournal.ts"

/** The journal and the files of the folder. `notes` are what another copy of the journal contradicts. */
export const local = ({ out, profile }: Place) =>
  Effect.gen(function* () {
    const chain = yield* Verify.chain(profile)
    const files = yield* Verify.files(profile, out)
    const decisions = yield* DecisionLog.findings({ profile, folder: out })
    const notes = yield* SameHistory.contradictions(profile, out)
    const elsewhere = files.elsewhere.map(({ dataset, folder, machine, serial }) => ({
      dataset,
      serial,
      machine: hostOf(machine),
      folder,
    }))
    return { files: files.checked, elsewhere, notes, findings: [...chain, ...files.findings, ...decisions] }
  })

/** Every closed case, payout line and payout of the API against the journal. */
export const withApi = (profile: string, creditors: ReadonlyArray<CreditorId>) =>
  Effect.gen(function* () {
    yield* SameApi.check(profile, (yield* AmiliConfig).baseUrl)
    yield* SameCompany.check(profile)
    yield* CreditorIds.refuseUnknown(creditors)
    const payouts = yield* verifyPayouts(profile, creditors)
    const cases = yield* VerifyApi.verify(profile, creditors)
    return {
      cases: cases.checked,
      payouts: payouts.checked,
      acknowledged: cases.acknowledged,
      findings: [...cases.findings, ...payouts.findings],
    }
  })
