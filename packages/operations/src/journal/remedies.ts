/** What to do about what verifying finds. */
import * as VerifyApi from "@amili-cases/accounting/closed/VerifyApi"
import * as VerifyPayouts from "@amili-cases/accounting/payouts/verifyPayouts"
import type { Bilingual, Language } from "@amili-cases/sheets/Column"
import * as UnknownFiles from "@amili-cases/export-engine/evidence/UnknownFiles"
import type * as Verify from "@amili-cases/export-engine/evidence/Verify"

/** One line for all kinds of findings that there are. */
export const remedyOf = (findings: ReadonlyArray<Verify.Finding>, language: Language = "en"): string => {
  const has = (...problems: ReadonlyArray<string>) => findings.some(({ problem }) => problems.includes(problem))
  const isLost = ({ problem }: Verify.Finding) =>
    problem === "the file is missing" ||
    problem === "the file has been changed" ||
    problem.startsWith("the file is not in this folder")
  const isSource = ({ subject }: Verify.Finding) => /-(raw\.ndjson\.gz|bridge\.csv)$/.test(subject)
  const lost = findings.filter(isLost)
  const isUnreadable = findings.some(({ problem }) => problem.startsWith("the file cannot be read"))
  const hints: ReadonlyArray<Bilingual> = [
    ...(isUnreadable ? [remedies.unreadable] : []),
    ...(has(VerifyApi.missing, VerifyApi.changed, VerifyApi.reopened) ? [remedies.deep] : []),
    ...(has(...VerifyPayouts.all) ? [remedies.full] : []),
    ...(has(VerifyApi.noSuchCase) ? [remedies.acknowledge] : []),
    ...(lost.some(isSource) ? [remedies.backup] : []),
    ...(lost.some((finding) => !isSource(finding)) ? [remedies.replay] : []),
    ...(has(UnknownFiles.ofUnknownRun, UnknownFiles.ofNoRun) ? [remedies.rebuild] : []),
  ]
  return (hints.length === 0 ? [remedies.compare] : hints).map((hint) => hint[language]).join("; ")
}

const remedies = {
  unreadable: {
    en: "close the files in other programs, or make them readable for you, and run this again",
    sv: "stäng filerna i andra program, eller ge dig själv rätt att läsa dem, och kör igen",
  },
  deep: {
    en: "amili-export closed --deep exports missing, changed and reopened cases",
    sv: "amili-export closed --deep exporterar ärenden som saknas, har ändrats eller öppnats igen",
  },
  full: {
    en: "amili-export payouts --full exports what became of lines and payouts",
    sv: "amili-export payouts --full exporterar vad som har hänt med rader och utbetalningar",
  },
  acknowledge: {
    en: "amili-export verify --acknowledge ID --by NAME --reason TEXT says that a deleted case is known",
    sv: "amili-export verify --acknowledge ID --by NAMN --reason TEXT säger att ett borttaget ärende är känt",
  },
  backup: {
    en: "put raw documents (-raw.ndjson.gz) and bridges back from a backup: nothing makes them again",
    sv: "lägg tillbaka rådokument (-raw.ndjson.gz) och avstämningar från en säkerhetskopia: inget gör om dem",
  },
  replay: {
    en: "amili-export replay RUN --to DIR makes files again; move them here in place of changed ones",
    sv: "amili-export replay KÖRNING --to MAPP gör om filer; flytta dem hit i stället för de ändrade",
  },
  rebuild: {
    en: "amili-export journal rebuild brings runs that the journal does not know back into it; move files that belong to another journal elsewhere",
    sv: "amili-export journal rebuild tar in körningar som journalen inte känner till; flytta filer som hör till en annan journal någon annanstans",
  },
  compare: {
    en: "the journal is not as it was committed: compare it with a backup",
    sv: "journalen är inte som den var när den skrevs: jämför den med en säkerhetskopia",
  },
} as const satisfies Record<string, Bilingual>
