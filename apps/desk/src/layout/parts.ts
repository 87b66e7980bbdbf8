/** What pages are made of beside tables (`@amili-cases/accounting/html/table`) and forms. */
import { type Markup, markup, type Part } from "@amili-cases/accounting/html/markup"

/** One thing that a person should read first. `bad` is wrong, `warning` needs somebody, `good` is done, `note` is none of them. */
export const message = (kind: "bad" | "good" | "note" | "warning", body: Part): Markup =>
  markup`<div class="message ${kind}" role="${kind === "bad" ? "alert" : "status"}">${body}</div>`

/** Names and values, such as the fields of a case. A value that is undefined is left out with its name. */
export const facts = (all: ReadonlyArray<readonly [name: string, value: Part]>): Markup =>
  markup`<dl class="facts">${all.flatMap(([name, value]) =>
    value === undefined ? [] : [markup`<div><dt>${name}</dt><dd>${value}</dd></div>`],
  )}</dl>`

/** Part of a page, with its heading. */
export const section = (title: string, body: Part): Markup => markup`<section><h2>${title}</h2>${body}</section>`

/** What stands where there is nothing to show: why, and what to do. */
export const empty = (text: Part): Markup => markup`<p class="empty">${text}</p>`

/** A table with many columns: where the window is narrower, it is scrolled, with the keyboard too. */
export const wide = (label: string, table: Part): Markup =>
  markup`<div class="scrolled" role="region" aria-label="${label}" tabindex="0">${table}</div>`
