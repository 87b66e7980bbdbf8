/** Public files of several programs, which may lie beside this repository; they are not ours to publish. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

const beside = join(import.meta.dirname, "../../../../../shared/samples/sie")
const folder = process.env.SIE_SAMPLES ?? beside

export const samples = !existsSync(folder)
  ? []
  : readdirSync(folder).map((name) => ({
      name,
      path: join(folder, name),
      read: () => readFileSync(join(folder, name)),
    }))
