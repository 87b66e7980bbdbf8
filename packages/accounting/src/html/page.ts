/** A page that needs nothing else: one HTML file without scripts, whose only stylesheet is known by its hash. */
import { createHash } from "node:crypto"
import type { Language } from "@amili-cases/sheets/Column"
import { Markup, markup, type Part } from "./markup.ts"

export interface Page {
  readonly language: Language
  readonly title: string
  readonly style: string
  readonly body: Part
}

/** The same page gives the same text. */
export const page = ({ body, language, style, title }: Page): string =>
  markup`${new Markup("<!DOCTYPE html>")}
      <html lang="${language}">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${policyOf(style)}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="referrer" content="no-referrer" />
          <title>${title}</title>
          ${new Markup(`<style>${style}</style>`)}
        </head>
        <body>
          ${body}
        </body>
      </html>
`.text

/** Nothing may be loaded or run. */
const policyOf = (style: string): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ")
