/** A file of this machine as an answer: shown in the browser, or saved under its name. */
import * as Headers from "@effect/platform/Headers"
import * as FileSystem from "@effect/platform/FileSystem"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"

const types: Readonly<Record<string, string>> = {
  csv: "text/csv; charset=utf-8",
  gz: "application/gzip",
  html: "text/html; charset=utf-8",
  json: "application/json",
  parquet: "application/vnd.apache.parquet",
  pdf: "application/pdf",
  // In code page 437, which browsers do not know.
  si: "application/octet-stream",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

/** The report brings its own style; nothing else of it is loaded or run, and it reaches no page of the desk. */
const reportPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"

/** Only a report opens in the browser. Names of our files are letters, digits, points and hyphens. */
export const file = (path: string, name: string) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const { size } = yield* fs.stat(path)
    const ending = name.split(".").at(-1) ?? ""
    const opens = ending === "html"
    return HttpServerResponse.stream(fs.stream(path), {
      contentType: types[ending] ?? "application/octet-stream",
      contentLength: Number(size),
      headers: Headers.fromInput({
        "content-disposition": `${opens ? "inline" : "attachment"}; filename="${name.replaceAll(/[^\w.-]/g, "_")}"`,
        ...(opens ? { "content-security-policy": reportPolicy } : {}),
      }),
    })
  })
