/** Why a run is refused where the journal, its witnesses and the files of earlier runs contradict each other. */
import type { InBoth } from "../report/Said.ts"
import * as Data from "effect/Data"
import { shownDay } from "../run/Instant.ts"
import type { Line } from "./Witness.ts"

/** The journal is not the one that was used last. Nothing has been written. */
export class OtherHistory extends Data.TaggedError("OtherHistory")<InBoth> {}

/** The run would export everything once more. Nothing has been written. */
export class WouldBeginAgain extends Data.TaggedError("WouldBeginAgain")<InBoth> {
  readonly exitCode = 2
}

export const older = (line: Line, last: number) =>
  new OtherHistory({
    message: `the journal is older than its last run: it ends with ${line.dataset} run ${last}, and ${runOf(line)} counted already`,
    hint: `bring back the journal that has run ${line.serial}; if that is lost: amili-export journal rebuild, with the files of the runs in the folder`,
    swedish: {
      message: `journalen är äldre än sin senaste körning: den slutar med körning ${last} av ${line.dataset}, och ${swedishRun(line)} gällde redan`,
      hint: `ta fram journalen som har körning ${line.serial}; är den borta: amili-export journal rebuild, med körningarnas filer i mappen`,
    },
  })

export const forked = (line: Line) =>
  new OtherHistory({
    message: `two copies of the journal were used: this one has another ${line.dataset} run ${line.serial} than ${runOf(line)} (hash ${line.hash.slice(0, 12)})`,
    hint: `go on with the copy that has that run, and see docs/journal.md on what the other one has exported since`,
    swedish: {
      message: `två kopior av journalen har använts: den här har en annan körning ${line.serial} av ${line.dataset} än ${swedishRun(line)} (kontrollsumma ${line.hash.slice(0, 12)})`,
      hint: `fortsätt med kopian som har den körningen, och läs i docs/journal.md om det som den andra har exporterat sedan dess`,
    },
  })

/** `dataset` is the one that was to be exported. */
export const ofAnotherJournal = (line: Line, folder: string, dataset: string) =>
  new OtherHistory({
    message: `${folder} belongs to another journal, which ends with ${runOf(line)}`,
    hint: `give that journal with --journal; if it is lost: amili-export journal rebuild, with the files of the runs in the folder; if those are lost too: ${again(dataset)}`,
    swedish: {
      message: `${folder} hör till en annan journal, som slutar med ${swedishRun(line)}`,
      hint: `ange den journalen med --journal; är den borta: amili-export journal rebuild, med körningarnas filer i mappen; är de också borta: ${swedishAgain(dataset)}`,
    },
  })

export const unknownFiles = (file: string, more: number, last: number) =>
  new OtherHistory({
    message: `${file}${more === 0 ? " is of a run" : ` and ${more} more ${more === 1 ? "file" : "files"} are of runs`} that the journal does not know: it ${last === 0 ? "has none" : `ends with run ${last}`}`,
    hint: `give the journal that belongs to these files with --journal; if it is lost: amili-export journal rebuild`,
    swedish: {
      message: `${file}${more === 0 ? " är från en körning" : ` och ${more} ${more === 1 ? "fil till" : "filer till"} är från körningar`} som journalen inte känner till: den ${last === 0 ? "har ingen" : `slutar med körning ${last}`}`,
      hint: "ange journalen som hör till filerna med --journal; är den borta: amili-export journal rebuild",
    },
  })

export const otherBytes = (file: string) =>
  new OtherHistory({
    message: `${file} is not the manifest that this journal has for its number`,
    hint: `give the journal that belongs to these files with --journal, or put the manifest back as it was`,
    swedish: {
      message: `${file} är inte det manifest som journalen har för sitt nummer`,
      hint: "ange journalen som hör till filerna med --journal, eller lägg tillbaka manifestet som det var",
    },
  })

export const beginAgain = (line: Line, profile: string) =>
  new WouldBeginAgain({
    message: `this would export everything once more: ${runOf(line)}${line.profile === profile ? "" : `, with --profile ${line.profile}`}`,
    hint: `give that folder with --out${line.profile === profile ? " (or its new name, if it was moved)" : ` and --profile ${line.profile}`}; if its journal and files are lost: ${again(line.dataset)}`,
    swedish: {
      message: `det här skulle exportera allt en gång till: ${swedishRun(line)}${line.profile === profile ? "" : `, med --profile ${line.profile}`}`,
      hint: `ange den mappen med --out${line.profile === profile ? " (eller dess nya namn, om den har flyttats)" : ` och --profile ${line.profile}`}; är dess journal och filer borta: ${swedishAgain(line.dataset)}`,
    },
  })

/** The only way out where journal and files are lost together: nobody knows any more what was booked. */
export const again = (dataset: string) =>
  `amili-export ${dataset} --begin-again exports everything once more, in files that begin with number 1; what was booked from the lost files must not be booked again`

export const otherLetters = (known: string, given: string) =>
  new WouldBeginAgain({
    message: `the journal has a profile "${known}", which file systems do not distinguish from "${given}"`,
    hint: `use --profile ${known}, or a name that differs in more than capital letters`,
    swedish: {
      message: `journalen har en profil "${known}", som filsystem inte skiljer från "${given}"`,
      hint: `använd --profile ${known}, eller ett namn som skiljer sig i mer än stora och små bokstäver`,
    },
  })

const runOf = ({ dataset, folder, serial, startedAt }: Line) =>
  `${dataset} run ${serial} of ${shownDay(startedAt)} in ${folder}`

const swedishRun = ({ dataset, folder, serial, startedAt }: Line) =>
  `körning ${serial} av ${dataset} den ${shownDay(startedAt)} i ${folder}`

const swedishAgain = (dataset: string) =>
  `amili-export ${dataset} --begin-again exporterar allt en gång till, i filer som börjar med nummer 1; det som bokförts från de borttappade filerna får inte bokföras igen`
