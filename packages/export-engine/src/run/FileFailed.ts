/** A file or folder that could not be read or written, in words for the person who can do something about it. */
import type { PlatformError } from "@effect/platform/Error"
import * as Data from "effect/Data"
import * as Predicate from "effect/Predicate"

export class FileFailed extends Data.TaggedError("FileFailed")<{
  readonly message: string
  readonly hint: string
  readonly path: string
  /** The reason alone, such as "permission denied". */
  readonly why?: string
  readonly cause?: unknown
}> {}

/** `doing` completes "cannot ...": "flush the file". */
export const fileFailed =
  (doing: string, path: string) =>
  (cause: PlatformError): FileFailed => {
    const [why, hint] = explain(codeOf(cause))
    return new FileFailed({ message: `cannot ${doing} ${path}: ${why}`, hint, path, why, cause })
  }

/** The system's code (ENOSPC) rather than the platform's reason, which has no word for a full disk. */
export const codeOf = (error: PlatformError): string => {
  const cause = "cause" in error ? error.cause : undefined
  if (Predicate.hasProperty(cause, "code") && Predicate.isString(cause.code)) return cause.code
  return error._tag === "SystemError" ? error.reason : ""
}

const explain = (code: string): readonly [why: string, hint: string] => {
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return ["the disk is full", "make room and run this again: nothing is lost and nothing is exported twice"]
    case "EACCES":
    case "EPERM":
    case "PermissionDenied":
      return ["permission denied", "make the folder writable for you, or choose another with --out"]
    case "EROFS":
      return ["the disk is read-only", "choose another folder with --out"]
    case "EBUSY":
    case "Busy":
      return ["another program has it open", "close it there, and run this again"]
    case "EISDIR":
      return ["a folder has this name", "move it elsewhere, then run this again"]
    case "ENOTDIR":
    case "EEXIST":
    case "AlreadyExists":
      return ["a file is in the way", "move it elsewhere, or choose another folder with --out"]
    case "ENOENT":
    case "NotFound":
      return ["it does not exist", "check the name, and that the drive is there"]
    default:
      return [`the disk reported an error${code === "" ? "" : ` (${code})`}`, "check the disk, then run this again"]
  }
}
