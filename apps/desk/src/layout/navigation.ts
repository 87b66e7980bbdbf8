/** The menu: the pages of a profile, in order. A room of pages adds its line here. */
import { words } from "./words.ts"

export const navigation = [{ path: "/cases", label: words.cases }] as const
