/** The programs as they are installed. */
import { join } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"

const at = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

export const amili: ReadonlyArray<string> = [process.execPath, at("apps/cli/bin/amili.cjs")]

export const amiliDesk: ReadonlyArray<string> = [process.execPath, at("apps/desk/bin/amili-desk.cjs")]

/** Writes down at its end what it has used. */
export const amiliExport: ReadonlyArray<string> = [
  process.execPath,
  "--require",
  at("bench/usage.cjs"),
  at("apps/export/bin/amili-export.cjs"),
]

/** No token can be kept, but compiled code can. */
export const keepingNoToken = (folder: string): Readonly<Record<string, string>> => ({
  XDG_CACHE_HOME: "/dev/null",
  NODE_COMPILE_CACHE: join(folder, "code"),
})

export const bareNode: ReadonlyArray<string> = [process.execPath, "-e", "0"]
