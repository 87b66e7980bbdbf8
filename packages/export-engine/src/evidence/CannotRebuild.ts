/** Why a journal cannot be made again, and what a person does about it. */
import * as Data from "effect/Data"
import * as Refused from "../witness/Refused.ts"

/** A run cannot be recorded again from what is in the folder. The runs before it are. */
export class CannotRebuild extends Data.TaggedError("CannotRebuild")<{
  readonly message: string
  readonly hint: string
}> {}

const lostForGood = (dataset: string) =>
  `if they are lost for good, move the journal and what is left of its files elsewhere: then ${Refused.again(dataset)}`

export const missing = (dataset: string, serial: number) =>
  new CannotRebuild({
    message: `the files of ${dataset} run ${serial} are not in the folder`,
    hint: `put the files of all runs into the folder, also those that were archived, then run this again; ${lostForGood(dataset)}`,
  })

export const withoutDocuments = (name: string, dataset: string) =>
  new CannotRebuild({
    message: `the raw documents in ${name} are missing or changed`,
    hint: `put that file back from a backup: which cases its run exported is known from nothing else; ${lostForGood(dataset)}`,
  })

export const unreadable = (name: string) =>
  new CannotRebuild({ message: `${name} cannot be read`, hint: "put that file back from a backup" })

export const doesNotFollow = (name: string) =>
  new CannotRebuild({
    message: `${name} does not follow the run before it: they are of two journals, or one was changed`,
    hint: "leave the files of one journal only in the folder, as they were written",
  })

export const otherRun = (name: string) =>
  new CannotRebuild({
    message: `${name} is not the run that the journal has under that number`,
    hint: "move the journal aside to make it again from the files alone, or put the files of its own runs into the folder",
  })

export const otherData = (name: string) =>
  new CannotRebuild({
    message: `the raw documents of ${name} do not give the cases that it was committed with`,
    hint: "use the version of amili-export that its manifest names",
  })
