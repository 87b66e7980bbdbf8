/** The programs that are compared, each loaded in its own process only. */
import type { Timed } from "../harness/Timed.ts"

export const sides: Readonly<Record<string, () => Promise<{ readonly run: () => Promise<Timed> }>>> = {
  "read/ours": () => import("./read/ours.ts"),
  "read/guide": () => import("./read/guide.ts"),
  "read/bare": () => import("./read/bare.ts"),
  "read/decoded": () => import("./read/decoded.ts"),
  "decode/ours": () => import("./decode/ours.ts"),
  "decode/byHand": () => import("./decode/byHand.ts"),
  "decode/zod": () => import("./decode/zod.ts"),
  "desk/pages": () => import("./desk/pages.ts"),
  "desk/api": () => import("./desk/api.ts"),
  "csv/ours": () => import("./csv/ours.ts"),
  "csv/join": () => import("./csv/join.ts"),
  "csv/csvStringify": () => import("./csv/csvStringify.ts"),
  "csv/fastCsv": () => import("./csv/fastCsv.ts"),
  "xlsx/ours": () => import("./xlsx/ours.ts"),
  "xlsx/exceljs": () => import("./xlsx/exceljs.ts"),
  "xlsx/hucre": () => import("./xlsx/hucre.ts"),
  "export/reading": () => import("./export/reading.ts"),
  "export/writing": () => import("./export/writing.ts"),
  "export/journal": () => import("./export/journal.ts"),
  "reconcile/matched": () => import("./reconcile/matched.ts"),
  "reconcile/unmatched": () => import("./reconcile/unmatched.ts"),
  "xlsx/zlib": () => import("./xlsx/zlib.ts"),
}
