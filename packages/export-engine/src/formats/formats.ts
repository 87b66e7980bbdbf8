/** The formats that exports can be written in. */
import { csv } from "./csv.ts"
import type { Format } from "./Format.ts"
import { parquet } from "./parquet.ts"
import { xlsx } from "./xlsx.ts"

export const formats: ReadonlyArray<Format> = [csv, xlsx, parquet]

export const formatNames = formats.map(({ name }) => name)

/** What an export is written in unless the user chooses. */
export const defaultFormatNames = formats.filter(({ isDefault }) => isDefault).map(({ name }) => name)
