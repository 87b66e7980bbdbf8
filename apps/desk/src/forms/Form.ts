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
}

const filled = Schema.Trim.pipe(Schema.minLength(1), Schema.maxLength(500))

/** What every form that changes something carries besides its own fields: `Schema.Struct({ ...Form.Decided, ... })`. */
export const Decided = { form: Schema.UUID, by: filled, reason: filled } as const

/** A form that changes something. Filled in again after a mistake it is still the same form. */
export const changing = ({ action, fields, files = false, given, language, submit }: Form): Markup => markup`
  <form class="form" method="post" action="${action}"${files ? markup` enctype="multipart/form-data"` : undefined}>
    ${given.wrong.size === 0 ? undefined : markup`<p class="message bad" role="alert">${words.wrong[language]}</p>`}
    <input type="hidden" name="form" value="${given.values["form"] ?? randomUUID()}" />
    ${fields}
    ${Fields.text({
      name: "by",
      label: words.by[language],
      hint: words.byHint[language],
      wrong: words.byWrong[language],
      required: true,
      given,
    })}
    ${Fields.text({
      name: "reason",
      label: words.reason[language],
      hint: words.reasonHint[language],
      wrong: words.reasonWrong[language],
      required: true,
      given,
    })}
    <button class="primary">${submit}</button>
  </form>`

/** A form that only asks, such as the filters of a table: its fields become the address. */
export const asking = ({ action, fields, submit }: Pick<Form, "action" | "fields" | "submit">): Markup => markup`
  <form class="filters" method="get" action="${action}">${fields}<button>${submit}</button></form>`
