import type { Language } from "@amili-cases/sheets/Column"
import type { GridRow } from "@amili-cases/sheets/xlsx/Grid"
import { word } from "./words.ts"

/** What needs a person, on top of the first page: `2 i karantän, 3 rättelser`. */
export const alerts = (
  { corrections, quarantined }: { readonly corrections?: number | undefined; readonly quarantined: number },
  language: Language,
): ReadonlyArray<GridRow> => {
  const sv = language === "sv"
  const parts = [
    ...(quarantined === 0 ? [] : [sv ? `${quarantined} i karantän` : `${quarantined} in quarantine`]),
    ...(corrections === undefined || corrections === 0
      ? []
      : [
          sv
            ? `${corrections} ${corrections === 1 ? "rättelse" : "rättelser"}`
            : `${corrections} ${corrections === 1 ? "correction" : "corrections"}`,
        ]),
  ]
  return [
    parts.length === 0
      ? [{ style: "note", value: word(corrections === undefined ? "nothingWaits" : "nothingChanged", language) }]
      : [{ style: "warning", value: parts.join(", ") }],
  ]
}
