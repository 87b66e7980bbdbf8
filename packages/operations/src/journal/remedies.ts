/** What to do about what verifying finds. */
import * as VerifyApi from "@amili-cases/accounting/closed/VerifyApi"
import * as VerifyPayouts from "@amili-cases/accounting/payouts/verifyPayouts"
import * as UnknownFiles from "@amili-cases/export-engine/evidence/UnknownFiles"
import type * as Verify from "@amili-cases/export-engine/evidence/Verify"

/** One line for all kinds of findings that there are. */
export const remedyOf = (findings: ReadonlyArray<Verify.Finding>): string => {
  const has = (...problems: ReadonlyArray<string>) => findings.some(({ problem }) => problems.includes(problem))
  const isLost = ({ problem }: Verify.Finding) =>
    problem === "the file is missing" ||
    problem === "the file has been changed" ||
    problem.startsWith("the file is not in this folder")
  const isSource = ({ subject }: Verify.Finding) => /-(raw\.ndjson\.gz|bridge\.csv)$/.test(subject)
  const lost = findings.filter(isLost)
  const isUnreadable = findings.some(({ problem }) => problem.startsWith("the file cannot be read"))
  const hints = [
    ...(isUnreadable ? ["close the files in other programs, or make them readable for you, and run this again"] : []),
    ...(has(VerifyApi.missing, VerifyApi.changed, VerifyApi.reopened)
      ? ["amili-export closed --deep exports missing, changed and reopened cases"]
      : []),
    ...(has(...VerifyPayouts.all) ? ["amili-export payouts --full exports what became of lines and payouts"] : []),
    ...(has(VerifyApi.noSuchCase)
      ? ["amili-export verify --acknowledge ID --by NAME --reason TEXT says that a deleted case is known"]
      : []),
    ...(lost.some(isSource)
      ? ["put raw documents (-raw.ndjson.gz) and bridges back from a backup: nothing makes them again"]
      : []),
    ...(lost.some((finding) => !isSource(finding))
      ? ["amili-export replay RUN --to DIR makes files again; move them here in place of changed ones"]
      : []),
    ...(has(UnknownFiles.ofUnknownRun, UnknownFiles.ofNoRun)
      ? [
          "amili-export journal rebuild brings runs that the journal does not know back into it; move files that belong to another journal elsewhere",
        ]
      : []),
  ]
  return hints.length === 0 ? "the journal is not as it was committed: compare it with a backup" : hints.join("; ")
}
