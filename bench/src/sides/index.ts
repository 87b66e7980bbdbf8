/** The programs that are compared, each loaded in its own process only. */
import type { Timed } from "../harness/Timed.ts"

export const sides: Readonly<Record<string, () => Promise<{ readonly run: () => Promise<Timed> }>>> = {
  "read/ours": () => import("./read/ours.ts"),
  "read/guide": () => import("./read/guide.ts"),
  "read/bare": () => import("./read/bare.ts"),
}
