/** How a document for the auditor is put together: a heading, its contents, numbered sections. Swedish, like the law that asks for it. */
import { page } from "../html/page.ts"
import { type Markup, markup, type Part } from "../html/markup.ts"
import { style as reportStyle } from "../html/style.ts"

export interface Section {
  /** Unique in the document. */
  readonly id: string
  readonly title: string
  readonly content: Part
}

export interface Document {
  readonly title: string
  readonly subtitle: Part
  readonly sections: ReadonlyArray<Section>
}

/** The same document gives the same text. */
export const render = ({ sections, subtitle, title }: Document): string =>
  page({
    language: "sv",
    title,
    style: `${reportStyle}${style}`,
    body: markup`<header>
        <h1>${title}</h1>
        <p class="note">${subtitle}</p>
        <nav aria-label="Innehåll">
          <ol>
            ${sections.map((section) => markup`<li><a href="#${section.id}">${section.title}</a></li>`)}
          </ol>
        </nav>
      </header>
      <main>${sections.map(sectionOf)}</main>`,
  })

const sectionOf = ({ content, id, title }: Section, index: number): Markup =>
  markup`<section aria-labelledby="${id}">
    <h2 id="${id}">${index + 1}. ${title}</h2>
    ${content}
  </section>`

const style = `
nav { margin-top: 4mm; font-size: 9pt; }
nav ol { columns: 2; column-gap: 8mm; margin: 0; padding-left: 6mm; }
nav a { color: #1f4e78; text-decoration: none; }
h3 { margin: 4mm 0 1mm; font-size: 10.5pt; break-after: avoid; }
ul { margin: 0 0 2mm; padding-left: 5mm; }
code { font-family: ui-monospace, Consolas, "DejaVu Sans Mono", monospace; font-size: 8.5pt; }
.blank { border-bottom: 1px solid #1b1b1b; height: 7mm; }
.wide + p, .wide + h3 { margin-top: 4mm; }
`

export const paragraphs = (...texts: ReadonlyArray<Part>): Part => texts.map((text) => markup`<p>${text}</p>`)

export const list = (items: ReadonlyArray<Part>): Markup =>
  markup`<ul>
    ${items.map((item) => markup`<li>${item}</li>`)}
  </ul>`

/** What somebody types, or a name as it stands in files. */
export const code = (text: string): Markup => markup`<code>${text}</code>`
