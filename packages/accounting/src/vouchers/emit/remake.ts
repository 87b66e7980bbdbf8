/** Writes the files of a run of vouchers again, from its raw documents alone. */
import type { Remaking } from "@amili-cases/export-engine/dataset/Dataset"
import * as RunFiles from "@amili-cases/export-engine/dataset/RunFiles"
import * as Effect from "effect/Effect"
import { filesOptions } from "../../cases/remaking.ts"
import { vouchersOutput } from "../files/VouchersOutput.ts"
import { archived } from "./archived.ts"
import { namesOf } from "./headings.ts"
import * as SieFile from "./sieFile.ts"
import { voucherOf } from "./stored.ts"
import { writeVouchers } from "./writing.ts"

export const remake = (remaking: Remaking) =>
  Effect.gen(function* () {
    const options = filesOptions(remaking)
    const { headings, vouchers } = yield* archived(remaking.archive)
    const files = yield* RunFiles.open(vouchersOutput, options)
    yield* writeVouchers(files.write, vouchers.map(voucherOf), namesOf(headings))
    yield* files.finish({ dataHash: remaking.manifest.dataSha256, vouchers: vouchers.length })
    for (const heading of headings) {
      const own = vouchers.filter(
        ({ creditorId, year }) => creditorId === heading.creditorId && year.start === heading.year.start,
      )
      yield* SieFile.write(options, heading, yield* SieFile.bytesOf(heading, own), own.length)
    }
  })
