import { systemDocumentation } from "@amili-cases/accounting/audit/system/SystemDocumentation"
import * as Trail from "@amili-cases/accounting/audit/trail/Trail"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as ExitCode from "@amili-cases/app-kit/process/ExitCode"
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import * as Accounts from "@amili-cases/operations/vouchers/Accounts"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import { tool } from "../../Version.ts"
import * as journal from "../../setup/journal.ts"
import * as vouchers from "../../setup/vouchers.ts"
import { deliver, options } from "./common.ts"

/** As `ExitCode.table` says it in English. */
const exitCodes: Readonly<Record<ExitCode.ExitCode, string>> = {
  0: "klart, också när det inte fanns något att visa eller exportera",
  1: "misslyckades: ett okänt id, en nekad fråga, en mapp som inte går att skriva i, ett fel i programmet",
  2: "kommandoraden eller en inställning är fel",
  3: "exporterat, men något kräver en person",
  4: "inga inloggningsuppgifter, en nyckel som inte går att använda, eller nekad av API:et",
  5: "API:et kunde inte nås, omförsök inräknade",
  6: "en annan körning har låset",
  7: "avstämt, men en kontroll stämmer inte",
  130: "avbrutet med Ctrl-C eller en signal",
}

/** The command that is run after a failure is the company's own, and may hold what is nobody else's to read. */
const savedOf = ({ settings }: ExportSettings.Profile): ReadonlyArray<readonly [string, string]> => {
  if (settings === undefined) return []
  const { by, classes, csv, format, journal: file, language, notify, out, perCreditor } = settings
  const all = [
    ["Exportmapp", out],
    ["Journalens fil", file],
    ["Filformat", format],
    ["CSV-filer", csv],
    ["Språk i arbetsboken", language],
    ["Filer per borgenär", perCreditor === undefined ? undefined : perCreditor ? "ja" : "nej"],
    ["Egna avräkningsklasser", classes],
    ["Ansvarig för exporten", by],
    ["Meddelande när en schemalagd export misslyckas", notify === undefined ? undefined : "ja"],
  ] as const
  return all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
}

const command = Command.make("systemdokumentation", { ...options, accounts: vouchers.accounts }, (given) =>
  Effect.gen(function* () {
    const saved = savedOf(yield* ExportSettings.profileOf(given.profile))
    // Its mistakes are those that vouchers would be refused for.
    const accounts = yield* Effect.flatMap(vouchers.placeOf(given), Accounts.described)
    yield* journal.inside(given, (place) =>
      Effect.gen(function* () {
        const trail = yield* Trail.read(place.profile)
        const facts = {
          tool,
          saved,
          accounts,
          exitCodes: ExitCode.table.map(({ code }) => [code, exitCodes[code]] as const),
        }
        const document = systemDocumentation(trail, facts)
        yield* deliver(given, place, { name: "systemdokumentation", document, trail })
      }),
    )
  }),
)

export const systemdokumentation = Runnable.make(command, {
  details: [
    "One HTML file in Swedish, to read, print and keep with the books: what the program does and by which rules, what comes in and goes out, the settings in force and since which run, the accounts of the account map and what each is used for, numbering, controls, files, how long they are kept, and how an entry is followed back to the document that Amili sent. Swedish bookkeeping law asks for it (bokföringslagen 5 kap. 11 §).",
    "Write it anew when the program, its settings or your routines change, and keep the earlier one. Names and telephone numbers are filled in by hand.",
  ],
  examples: [
    {
      command: "amili-export docs systemdokumentation --out exports",
      effect: "exports/systemdokumentation-2026-12-01.html",
    },
  ],
})
