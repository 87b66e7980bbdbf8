/** Why a run is refused where the journal, its witnesses and the files of earlier runs contradict each other. */
import * as Data from "effect/Data"
import { shownDay } from "../run/Instant.ts"
import type { Line } from "./Witness.ts"

/** The journal is not the one that was used last. Nothing has been written. */
export class OtherHistory extends Data.TaggedError("OtherHistory")<{
  readonly message: string
  readonly hint: string
}> {}

/** The run would export everything once more. Nothing has been written. */
export class WouldBeginAgain extends Data.TaggedError("WouldBeginAgain")<{
  readonly message: string
  readonly hint: string
}> {
  readonly exitCode = 2
}

export const older = (line: Line, last: number) =>
  new OtherHistory({
    message: `the journal is older than its last run: it ends with ${line.dataset} run ${last}, and ${runOf(line)} counted already`,
    hint: `bring back the journal that has run ${line.serial}; if that is lost: amili-export journal rebuild, with the files of the runs in the folder`,
  })

export const forked = (line: Line) =>
  new OtherHistory({
    message: `two copies of the journal were used: this one has another ${line.dataset} run ${line.serial} than ${runOf(line)} (hash ${line.hash.slice(0, 12)})`,
    hint: `go on with the copy that has that run, and see docs/journal.md on what the other one has exported since`,
  })

/** `dataset` is the one that was to be exported. */
export const ofAnotherJournal = (line: Line, folder: string, dataset: string) =>
  new OtherHistory({
    message: `${folder} belongs to another journal, which ends with ${runOf(line)}`,
    hint: `give that journal with --journal; if it is lost: amili-export journal rebuild, with the files of the runs in the folder; if those are lost too: ${again(dataset)}`,
  })

export const unknownFiles = (file: string, more: number, last: number) =>
  new OtherHistory({
    message: `${file}${more === 0 ? " is of a run" : ` and ${more} more ${more === 1 ? "file" : "files"} are of runs`} that the journal does not know: it ${last === 0 ? "has none" : `ends with run ${last}`}`,
    hint: `give the journal that belongs to these files with --journal; if it is lost: amili-export journal rebuild`,
  })

export const otherBytes = (file: string) =>
  new OtherHistory({
    message: `${file} is not the manifest that this journal has for its number`,
    hint: `give the journal that belongs to these files with --journal, or put the manifest back as it was`,
  })

export const beginAgain = (line: Line, profile: string) =>
  new WouldBeginAgain({
    message: `this would export everything once more: ${runOf(line)}${line.profile === profile ? "" : `, with --profile ${line.profile}`}`,
    hint: `give that folder with --out${line.profile === profile ? " (or its new name, if it was moved)" : ` and --profile ${line.profile}`}; if its journal and files are lost: ${again(line.dataset)}`,
  })

/** The only way out where journal and files are lost together: nobody knows any more what was booked. */
export const again = (dataset: string) =>
  `amili-export ${dataset} --begin-again exports everything once more, in files that begin with number 1; what was booked from the lost files must not be booked again`

export const otherLetters = (known: string, given: string) =>
  new WouldBeginAgain({
    message: `the journal has a profile "${known}", which file systems do not distinguish from "${given}"`,
    hint: `use --profile ${known}, or a name that differs in more than capital letters`,
  })

const runOf = ({ dataset, folder, serial, startedAt }: Line) =>
  `${dataset} run ${serial} of ${shownDay(startedAt)} in ${folder}`
