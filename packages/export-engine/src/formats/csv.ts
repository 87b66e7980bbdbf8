/** A CSV file for each table. */
import type { Output, OutputTable, Target } from "../dataset/Output.ts"
import * as CsvFile from "./CsvFile.ts"
import type { Format } from "./Format.ts"
import * as Tables from "./tables.ts"

const fileOf =
  ({ base, csv, staged, workbook }: Target) =>
  <Row>({ main, role, suffix, table }: OutputTable<Row>) =>
    CsvFile.make({
      name: `${base}${suffix}.csv`,
      role,
      table,
      csv: main ? csv : CsvFile.withAllColumns(csv),
      personal: workbook.provenance.privacy !== "none",
      staged,
    })

export const csv: Format = {
  name: "csv",
  isDefault: true,
  open: (output, target) => Tables.open(output, () => true, fileOf(target)),
}

/** The tables that are written whatever formats were chosen. */
export const openAlways = <Rows, Closing>(output: Output<Rows, Closing>, target: Target) =>
  Tables.open(output, (table) => table.always, fileOf(target))
