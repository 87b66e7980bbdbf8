/** Forms that work without script. One that changes something says who and why, and is carried out once. */
import { randomUUID } from "node:crypto"
import { type Markup, markup, type Part } from "@amili-cases/accounting/html/markup"
import type { Language } from "@amili-cases/sheets/Column"
import * as Schema from "effect/Schema"
import * as Fields from "./fields.ts"
import type { Given } from "./Given.ts"
import { words } from "./words.ts"

interface Form {
  /** Where it is sent; a path of the desk. */
  readonly action: string
  readonly language: Language
  readonly given: Given
  readonly fields: Part
  /** The word on its button. */
  readonly submit: string
  /** Whether it carries files. */
  readonly files?: boolean
  /** Where fields elsewhere on the page belong to it. */
  readonly id?: string
}

const filled = Schema.Trim.pipe(Schema.minLength(1), Schema.maxLength(500))

/** What every form that changes something carries besides its own fields: `Schema.Struct({ ...Form.Decided, ... })`. */
export const Decided = { form: Schema.UUID, by: filled, reason: filled } as const

/** What a form carries that starts a run, which is nobody's decision: `Schema.Struct({ ...Form.Started, ... })`. */
export const Started = { form: Schema.UUID } as const

/** A form that starts a run. Filled in again after a mistake it is still the same form. */
export const starting = ({ action, fields, files = false, given, id, language, submit }: Form): Markup => markup`
  <form class="form"${id === undefined ? undefined : markup` id="${id}"`} method="post" action="${action}"${files ? markup` enctype="multipart/form-data"` : undefined}>
    ${given.wrong.size === 0 ? undefined : markup`<p class="message bad" role="alert">${words.wrong[language]}</p>`}
    <input type="hidden" name="form" value="${given.values["form"] ?? randomUUID()}" />
    ${fields}
    <button class="primary">${submit}</button>
  </form>`

/** A form that changes something: the same with who and why. */
export const changing = (form: Form): Markup => starting({ ...form, fields: [form.fields, decision(form)] })

const decision = ({ given, language }: Form): Part => [
  Fields.text({
    name: "by",
    label: words.by[language],
    hint: words.byHint[language],
    wrong: words.byWrong[language],
    required: true,
    given,
  }),
  Fields.text({
    name: "reason",
    label: words.reason[language],
    hint: words.reasonHint[language],
    wrong: words.reasonWrong[language],
    required: true,
    given,
  }),
]

/** A form that only asks, such as the filters of a table: its fields become the address. */
export const asking = ({ action, fields, submit }: Pick<Form, "action" | "fields" | "submit">): Markup => markup`
  <form class="filters" method="get" action="${action}">${fields}<button>${submit}</button></form>`
