/** Fields of a form: each with its label, what it takes, and what is wrong beside it. */
import { type Markup, markup, type Part } from "@amili-cases/accounting/html/markup"
import type { Given } from "./Given.ts"

interface Field {
  /** Of the value in the form; unique on the page. */
  readonly name: string
  readonly label: string
  readonly given: Given
  /** What belongs into it. */
  readonly hint?: string | undefined
  /** Said where the value does not fit. */
  readonly wrong?: string | undefined
  readonly required?: boolean
}

export interface Choice {
  readonly value: string
  readonly label: string
}

export const text = (field: Field & { readonly type?: "text" | "search" | "date" | "month" | "number" }): Markup =>
  labelled(
    field,
    markup`<input type="${field.type ?? "text"}" id="${field.name}" name="${field.name}" value="${valueOf(field)}" autocomplete="off"${attributes(field)} />`,
  )

/** A secret: never filled in again, and not remembered by browsers. */
export const password = (field: Field): Markup =>
  labelled(
    field,
    markup`<input type="password" id="${field.name}" name="${field.name}" autocomplete="off"${attributes(field)} />`,
  )

export const choice = (field: Field & { readonly choices: ReadonlyArray<Choice> }): Markup =>
  labelled(
    field,
    markup`<select id="${field.name}" name="${field.name}"${attributes(field)}>${field.choices.map(
      ({ label, value }) =>
        markup`<option value="${value}"${value === valueOf(field) ? markup` selected` : undefined}>${label}</option>`,
    )}</select>`,
  )

/** Sent as `yes`, and left out where it is not ticked. */
export const tick = (field: Field): Markup =>
  markup`<div class="field tick"><input type="checkbox" id="${field.name}" name="${field.name}" value="yes"${
    valueOf(field) === "yes" ? markup` checked` : undefined
  }${attributes(field)} /><label for="${field.name}">${field.label}</label>${notes(field)}</div>`

/** Files of the machine, such as those of the bank: the form must be one with files. */
export const files = (field: Field & { readonly accept: string; readonly multiple?: boolean }): Markup =>
  labelled(
    field,
    markup`<input type="file" id="${field.name}" name="${field.name}" accept="${field.accept}"${
      field.multiple === true ? markup` multiple` : undefined
    }${attributes(field)} />`,
  )

const labelled = (field: Field, input: Markup): Markup =>
  markup`<div class="field"><label for="${field.name}">${field.label}</label>${input}${notes(field)}</div>`

const valueOf = ({ given, name }: Field) => given.values[name] ?? ""
const isWrong = ({ given, name }: Field) => given.wrong.has(name)

/** Browsers and screen readers find what is said about the field. */
const attributes = (field: Field): Part => {
  const notes = [
    ...(field.hint === undefined ? [] : [`${field.name}-hint`]),
    ...(isWrong(field) ? [`${field.name}-wrong`] : []),
  ]
  return [
    field.required === true ? markup` required` : undefined,
    isWrong(field) ? markup` aria-invalid="true"` : undefined,
    notes.length === 0 ? undefined : markup` aria-describedby="${notes.join(" ")}"`,
  ]
}

const notes = (field: Field): Part => [
  field.hint === undefined ? undefined : markup`<p class="hint" id="${field.name}-hint">${field.hint}</p>`,
  isWrong(field) ? markup`<p class="wrong" id="${field.name}-wrong">${field.wrong ?? field.hint}</p>` : undefined,
]
