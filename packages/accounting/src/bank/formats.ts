/** Every format of bank files that can be read. */
import type { BankFileFormat } from "./BankFile.ts"
import { camt } from "./camt/Camt.ts"

export const formats: ReadonlyArray<BankFileFormat> = [camt]
