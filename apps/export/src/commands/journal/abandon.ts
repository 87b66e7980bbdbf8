import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import { tool } from "../../Version.ts"
import * as Abandon from "@amili-cases/export-engine/evidence/Abandon"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import { say } from "../../output/say.ts"
import * as decision from "../../setup/decision.ts"
import * as journal from "../../setup/journal.ts"
import { datasetIn } from "../../words/common.ts"
import * as Confirm from "./confirm.ts"

const command = Command.make(
  "abandon",
  { ...journal.place, dataset: journal.dataset, yes: Confirm.yes, ...decision.options, serial: journal.serial },
  (given) =>
    journal.changing(given, ({ out, profile }) =>
      Effect.gen(function* () {
        const { dataset, serial } = given
        const folder = yield* (yield* Folder).open(out)
        const found = yield* Abandon.examine({ profile, dataset, serial, tool })
        if ("state" in found) {
          const file = yield* Abandon.write(found)
          if (!given.json)
            yield* say({
              en: `${dataset} run ${serial} was abandoned before`,
              sv: `körning ${serial} av ${dataset} övergavs tidigare`,
            })
          return yield* Output.writeLine(given.json ? JSON.stringify({ profile, dataset, serial, file }) : file)
        }
        if (!given.json) yield* say(warning(found))
        const decided = yield* decision.decisionOf(given)
        yield* Confirm.confirm(given, { en: "Abandon it", sv: "Överge den" })
        const file = yield* Abandon.abandon(found, folder, decided)
        if (given.json) return yield* Output.writeLine(JSON.stringify({ profile, dataset, serial, file }))
        yield* say({
          en: `${dataset} run ${serial} is abandoned: the next amili-export ${dataset} takes its cases`,
          sv: `körning ${serial} av ${dataset} är övergiven: nästa amili-export ${dataset} tar dess ärenden`,
        })
        yield* Output.writeLine(file)
      }).pipe(Effect.scoped),
    ),
)

/** What it is about, and what to find out before. */
const warning = ({ files, manifest, name, run }: Abandon.Lost) => {
  const { corrections = 0, [run.dataset]: rows = 0 } = manifest.counts
  const sums = manifest.sums.map(({ currency, sum }) => `${sum} ${currency}`.trim())
  const begun = Dates.shownIso(run.started_at)
  const machine = run.machine.split(" ")[0]
  const hashes = files.map((file) => `  ${file.name}  ${file.sha256.slice(0, 12)}`)
  const english = [`${rows} ${run.dataset} cases`, ...(corrections > 0 ? [`${corrections} corrections`] : []), ...sums]
  const swedish = [
    `${rows} rader (${datasetIn(run.dataset, "sv")})`,
    ...(corrections > 0 ? [`${corrections} rättelser`] : []),
    ...sums,
  ]
  return {
    en: [
      `${run.dataset} run ${run.serial}, begun ${begun} on ${machine}, was interrupted after its files were written to ${run.folder}:`,
      ...hashes,
      `It held ${english.join(", ")}.`,
      "",
      "If anybody has these files, do not go on: put them back into that folder, here or on that machine, and run amili-export; it finishes the run. Whoever has booked from them would book the same cases again.",
      "",
      `This cannot be undone. Number ${run.serial} stays in the history, with ${name} for its manifest, and is not used again; its cases come with the next run.`,
    ].join("\n"),
    sv: [
      `körning ${run.serial} av ${run.dataset}, påbörjad ${begun} på ${machine}, avbröts efter att filerna skrevs i ${run.folder}:`,
      ...hashes,
      `Den innehöll ${swedish.join(", ")}.`,
      "",
      "Om någon har de här filerna, fortsätt inte: lägg tillbaka dem i den mappen, här eller på den datorn, och kör amili-export, som slutför körningen. Den som har bokfört från dem skulle annars bokföra samma ärenden igen.",
      "",
      `Det här går inte att ångra. Nummer ${run.serial} finns kvar i historiken, med ${name} i stället för manifest, och används inte igen; dess ärenden kommer i nästa körning.`,
    ].join("\n"),
  }
}

export const abandon = Runnable.make(command, {
  details: [
    "A run that is interrupted after its files are complete is finished by the next one. When those files are lost, with their disk or their machine, no other machine finishes it, because somebody may have them. This abandons such a run: its number is used and stays in the history, a record of it takes the place of its manifest in the chain of hashes, and its cases come with the next run.",
    "A run whose files are all there cannot be abandoned, nor one that is committed. Make sure first that nobody has booked from the files: it names them, with their hashes.",
  ],
  examples: [
    { command: "amili-export journal abandon 12 --out exports", effect: "run 12 of the closed cases is lost" },
    {
      command: 'amili-export journal abandon 3 --dataset open --out exports --yes --by Anna --reason "the disk broke"',
      effect: "and nothing is asked",
    },
  ],
})
