/** Cases that no closed run has exported, for lines that have no case yet: open ones mostly. */
import * as Document from "@amili-cases/core/Document"
import * as Batches from "@amili-cases/export-engine/run/Batches"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { CaseReader, Wanted } from "../../cases/CaseReader.ts"
import { Workspace } from "../journal/Workspace.ts"
import type { Place } from "../journal/workspace/Place.ts"

/** From the journal: open cases of the last run over the portfolio, by their ids alone, and what the API once answered. */
export const ofJournal = (place: Place, openRun: number | undefined, until: string) =>
  Effect.gen(function* () {
    const workspace = yield* Workspace
    yield* workspace.addAnswers(place, until)
    if (openRun !== undefined) yield* workspace.addOpenCases(place, openRun)
    yield* workspace.removeExported(place)
  })

/** From the API, by the ids and numbers that lines name. */
export const ofApi = (place: Place) =>
  Effect.gen(function* () {
    const workspace = yield* Workspace
    const reader = yield* CaseReader
    const ask = (wanted: Wanted) =>
      reader.walk(wanted, { creditors: [], debtors: false }).pipe(
        Batches.forEach((documents) =>
          workspace.addOthers(
            place,
            documents.flatMap((document) => {
              if (Document.isMalformed(document)) return []
              const { closed, creditorId, debt, id, referenceNumber } = document.value
              return [
                {
                  caseId: id,
                  creditorId,
                  invoiceNumber: debt?.invoiceNumber,
                  reference: referenceNumber,
                  isOpen: closed === undefined,
                },
              ]
            }),
          ),
        ),
      )
    yield* Stream.runForEach(workspace.unmatched(place, "named_case", 100), (ids) =>
      ids.length === 0 ? Effect.void : ask(Wanted.Ids({ ids })),
    )
    yield* workspace.joinNamed(place)
    yield* Stream.runForEach(workspace.unmatched(place, "invoice_number", 50), (invoices) =>
      invoices.length === 0 ? Effect.void : ask(Wanted.Numbers({ invoices, references: [] })),
    )
    yield* Stream.runForEach(workspace.unmatched(place, "reference_number", 50), (references) =>
      references.length === 0 ? Effect.void : ask(Wanted.Numbers({ invoices: [], references })),
    )
    yield* workspace.removeExported(place)
  })
