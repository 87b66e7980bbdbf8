/** The menu: the pages of a profile, in order. A room of pages adds its line here. */
import { words } from "./words.ts"

export const navigation = [
  { path: "/overview", label: words.overview },
  { path: "/cases", label: words.cases },
  { path: "/runs", label: words.runs },
  { path: "/month", label: words.month },
  { path: "/vouchers", label: words.vouchers },
  { path: "/settings", label: words.settings },
] as const
