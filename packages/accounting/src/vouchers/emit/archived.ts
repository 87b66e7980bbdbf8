/** What the archive of a run of vouchers holds. */
import * as Archive from "@amili-cases/export-engine/evidence/Archive"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { DecisionRow } from "../journal/Decisions.ts"
import { type Emitted, type Heading, parse } from "./stored.ts"

export const archived = (archive: string) =>
  Effect.gen(function* () {
    const headings: Array<Heading> = []
    const vouchers: Array<Emitted> = []
    const decisions: Array<DecisionRow> = []
    yield* Stream.runForEach(Archive.read(archive), (text) =>
      Effect.sync(() => {
        const line = parse(text)
        if (line === undefined) return
        if ("heading" in line) headings.push(line.heading)
        else if ("voucher" in line) vouchers.push(line.voucher)
        else decisions.push(line.decision)
      }),
    )
    return { headings, vouchers, decisions }
  })
