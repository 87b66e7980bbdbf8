/** Public files of several programs, which may lie beside this repository; they are not ours to publish. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"

/** The nearest folder `shared/samples/sie` beside this folder or one above it. */
const folderAbove = (folder: string): string | undefined => {
  const candidate = join(folder, "../shared/samples/sie")
  if (existsSync(candidate)) return candidate
  return dirname(folder) === folder ? undefined : folderAbove(dirname(folder))
}

const folder = process.env.SIE_SAMPLES ?? folderAbove(import.meta.dirname)

export const samples =
  folder === undefined
    ? []
    : readdirSync(folder).map((name) => ({
        name,
        path: join(folder, name),
        read: () => readFileSync(join(folder, name)),
      }))
