/** The body of a form. Its limit stands around the reading alone: around a page it would hold for answers of the API too. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as HttpIncomingMessage from "@effect/platform/HttpIncomingMessage"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as Multipart from "@effect/platform/Multipart"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Refused } from "./Refused.ts"
import { words } from "./words.ts"

/** Bytes of a form without files. */
export const mostOfForm = 65_536

/** Bytes of a form with files. */
export const mostOfUpload = 32 * 1024 * 1024

/** Fields and files of a form. */
const mostParts = 200

/** The fields of a form without files. */
export const fields = Effect.flatMap(HttpServerRequest.HttpServerRequest, ({ urlParamsBody }) =>
  HttpIncomingMessage.withMaxBodySize(urlParamsBody, Option.some(FileSystem.Size(mostOfForm))),
)

/** The fields and files of a form with files, which lie in a temporary folder until the request is answered. */
export const parts = Effect.gen(function* () {
  const { headers, multipart } = yield* HttpServerRequest.HttpServerRequest
  if (!/^multipart\/form-data\s*;.*boundary=/i.test(headers["content-type"] ?? "")) return yield* unreadable
  return yield* Multipart.withLimits(multipart, {
    maxParts: Option.some(mostParts),
    maxFieldSize: mostOfForm,
    maxFileSize: Option.some(mostOfUpload),
    maxTotalSize: Option.some(mostOfUpload),
    // A JSON file is a file.
    fieldMimeTypes: [],
  })
})

/** Without the text between its parts nothing can be told apart. */
const unreadable = new Refused({ status: 400, message: words.unreadable, hint: words.unreadableHint })
