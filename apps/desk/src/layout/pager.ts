/** Previous and next, below a table: its order goes on after the last row, so that there are no page numbers. */
import { type Markup, markup } from "@amili-cases/accounting/html/markup"
import type { Language } from "@amili-cases/sheets/Column"
import { words } from "./words.ts"

export interface Pages {
  /** Absent on the first page. */
  readonly previous: string | undefined
  /** Absent on the last page. */
  readonly next: string | undefined
}

export const pager = ({ next, previous }: Pages, language: Language): Markup | undefined =>
  previous === undefined && next === undefined
    ? undefined
    : markup`<nav class="pager" aria-label="${words.pages[language]}">
        ${link(previous, words.previous[language])} ${link(next, words.next[language])}
      </nav>`

const link = (address: string | undefined, label: string) =>
  address === undefined ? undefined : markup`<a class="button" href="${address}">${label}</a>`
