/** A file or folder that could not be read or written, in words for the person who can do something about it. */
import type { InBoth } from "../report/Said.ts"
import type { PlatformError } from "@effect/platform/Error"
import * as Data from "effect/Data"
import * as Predicate from "effect/Predicate"

export class FileFailed extends Data.TaggedError("FileFailed")<
  InBoth & {
    readonly path: string
    /** The reason alone, such as "permission denied". */
    readonly why?: string
    readonly cause?: unknown
  }
> {}

/** What was being done: it completes "cannot ..." and "det går inte att ...". */
const doings = {
  "clear the folder": "rensa mappen",
  "flush the file": "skriva ut filen till disken",
  "flush the folder": "skriva ut mappen till disken",
  "name the file": "ge filen dess namn:",
  "read the file": "läsa filen",
  "read the folder": "läsa mappen",
  "remove the file": "ta bort filen",
  "write the file": "skriva filen",
  "write to the folder": "skriva i mappen",
} as const

/** `doing` completes "cannot ...": "flush the file". */
export const fileFailed =
  (doing: Doing, path: string) =>
  (cause: PlatformError): FileFailed => {
    const { en, sv } = explain(codeOf(cause))
    return new FileFailed({
      message: `cannot ${doing} ${path}: ${en[0]}`,
      hint: en[1],
      swedish: { message: `det går inte att ${doings[doing]} ${path}: ${sv[0]}`, hint: sv[1] },
      path,
      why: en[0],
      cause,
    })
  }

type Doing = keyof typeof doings

/** The system's code (ENOSPC) rather than the platform's reason, which has no word for a full disk. */
export const codeOf = (error: PlatformError): string => {
  const cause = "cause" in error ? error.cause : undefined
  if (Predicate.hasProperty(cause, "code") && Predicate.isString(cause.code)) return cause.code
  return error._tag === "SystemError" ? error.reason : ""
}

type Explained = Readonly<Record<"en" | "sv", readonly [why: string, hint: string]>>

const explain = (code: string): Explained => {
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return {
        en: ["the disk is full", "make room and run this again: nothing is lost and nothing is exported twice"],
        sv: ["disken är full", "gör plats och kör igen: inget har gått förlorat och inget exporteras två gånger"],
      }
    case "EACCES":
    case "EPERM":
    case "PermissionDenied":
      return {
        en: ["permission denied", "make the folder writable for you, or choose another with --out"],
        sv: ["åtkomst nekad", "ge dig själv rätt att skriva i mappen, eller välj en annan med --out"],
      }
    case "EROFS":
      return {
        en: ["the disk is read-only", "choose another folder with --out"],
        sv: ["disken går bara att läsa", "välj en annan mapp med --out"],
      }
    case "EBUSY":
    case "Busy":
      return {
        en: ["another program has it open", "close it there, and run this again"],
        sv: ["ett annat program har den öppen", "stäng den där, och kör igen"],
      }
    case "EISDIR":
      return {
        en: ["a folder has this name", "move it elsewhere, then run this again"],
        sv: ["en mapp har det namnet", "flytta den någon annanstans, och kör igen"],
      }
    case "ENOTDIR":
    case "EEXIST":
    case "AlreadyExists":
      return {
        en: ["a file is in the way", "move it elsewhere, or choose another folder with --out"],
        sv: ["en fil är i vägen", "flytta den någon annanstans, eller välj en annan mapp med --out"],
      }
    case "ENOENT":
    case "NotFound":
      return {
        en: ["it does not exist", "check the name, and that the drive is there"],
        sv: ["den finns inte", "kontrollera namnet, och att enheten är ansluten"],
      }
    default: {
      const named = code === "" ? "" : ` (${code})`
      return {
        en: [`the disk reported an error${named}`, "check the disk, then run this again"],
        sv: [`disken rapporterade ett fel${named}`, "kontrollera disken, och kör igen"],
      }
    }
  }
}
