/** The formats that exports can be written in. */
import { csv } from "./csv.ts"
import type { Format } from "./Format.ts"
import { xlsx } from "./xlsx.ts"

export const formats: ReadonlyArray<Format> = [csv, xlsx]
