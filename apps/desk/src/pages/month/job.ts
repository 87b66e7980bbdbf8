/** The work of reconciling, and what is shown of its result. */
import { markup, type Part } from "@amili-cases/accounting/html/markup"
import type { ReconcileOutcome } from "@amili-cases/accounting/reconcile/ReconcileRun"
import type { Month } from "@amili-cases/accounting/reconcile/time/Month"
import * as Reconcile from "@amili-cases/operations/runs/Reconcile"
import type { Language } from "@amili-cases/sheets/Column"
import * as Effect from "effect/Effect"
import { Jobs } from "../../jobs/Jobs.ts"
import * as Addresses from "../../layout/addresses.ts"
import * as Page from "../../layout/Page.ts"
import { connected } from "../../profile/Connections.ts"
import { tool } from "../../Layers.ts"
import { owner } from "../../profile/Owner.ts"
import { Profile } from "../../profile/Profile.ts"
import { words } from "./runWords.ts"
import * as BankFiles from "./bankFiles.ts"
import { outcome } from "./verdict.ts"

type Asked = Pick<Reconcile.Asked, "asOf" | "final" | "opening" | "wait">

interface How {
  readonly isOffline: boolean
  /** They are removed when they have been read, or cannot be. */
  readonly files?: BankFiles.BankFiles
}

/** Begins it, and leads back to the month, where its progress is shown. */
export const start = (month: Month, asked: Asked, { files = BankFiles.none, isOffline }: How) =>
  Effect.gen(function* () {
    const profile = (yield* Profile).name
    const address = Addresses.of(profile, `/month/${month.name}`)
    // Before there is a job: what is wrong with the settings is said at once.
    const prepared = yield* Reconcile.prepare({ ...(yield* owner), ...asked, tool, month, bankFiles: files.paths })
    const work = isOffline ? Effect.map(Reconcile.runOffline(prepared), offline) : connected(Reconcile.run(prepared))
    yield* (yield* Jobs).start(profile, {
      title: { sv: `${words.reconciling.sv} ${month.name}`, en: `${words.reconciling.en} ${month.name}` },
      work: work.pipe(Effect.mapError(BankFiles.named(files)), Effect.ensuring(files.remove)),
      shown: (result, language) => shown(result, address, language),
    })
    return Page.seeOther(address)
  }).pipe(Effect.onError(() => files.remove))

const offline = (outcome: ReconcileOutcome) => ({ ...outcome, exported: undefined })

type Outcome = ReconcileOutcome & { readonly exported: Reconcile.Exported | undefined }

const shown = ({ exported, same, serial, summary, warnings }: Outcome, address: string, language: Language): Part => {
  const exports = exported === undefined ? [] : [exported.closed, exported.payouts]
  const quarantined = exports.filter(({ counts }) => (counts["quarantined"] ?? 0) > 0)
  return [
    outcome(summary, language),
    markup`<p>${same === undefined ? words.made[language](String(serial ?? "")) : words.same[language](String(same))} <a href="${address}">${words.toMonth[language]}</a></p>`,
    quarantined.map(({ dataset }) => markup`<p><strong>${words.quarantined[language](dataset)}</strong></p>`),
    warnings.length === 0
      ? undefined
      : markup`<ul>${warnings.map((warning) => markup`<li>${warning[language]}</li>`)}</ul>`,
  ]
}
