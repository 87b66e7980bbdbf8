/** The end of the report: who signs it, and where it comes from. */
import { type Facts, section } from "../facts.ts"
import { foreign, type Markup, markup, type Part } from "../../../../html/markup.ts"

export const signatures = ({ say }: Facts): Markup =>
  section(
    "signatures",
    say("signatures"),
    markup`<div class="signatures">
      <p>${say("prepared")}</p>
      <p>${say("reviewed")}</p>
    </div>`,
  )

export const origin = ({ base, dataHash, language, provenance, say, summary }: Facts): Markup => {
  const { serial } = provenance
  const basis = Object.entries(summary.basis).flatMap(([dataset, run]) =>
    run === undefined ? [] : [`${dataset} ${run}`],
  )
  const lines: ReadonlyArray<readonly [string, Part]> = [
    [
      say("run"),
      [
        serial === undefined ? "–" : String(serial),
        summary.replaces === undefined ? undefined : ` (${say("replaces")} ${summary.replaces})`,
      ],
    ],
    [say("profile"), foreign(provenance.profile)],
    [say("basis"), basis.length === 0 ? "–" : basis.join(", ")],
    [
      say("bankFiles"),
      summary.bankFiles.length === 0
        ? say("noBankFiles")
        : [
            ...summary.bankFiles.map(
              ({ name, sha256 }) => markup`${foreign(name)} <span class="key">SHA-256 ${sha256}</span><br />`,
            ),
            `${summary.otherEntries} ${say("notAmilis")}`,
          ],
    ],
    [say("dataHash"), markup`<span class="key">${dataHash}</span>`],
    [say("manifest"), manifest(base, serial, language)],
    [say("tool"), foreign(provenance.tool)],
  ]
  return markup`<footer>
    ${section(
      "origin",
      say("origin"),
      markup`<dl class="origin">
        ${lines.map(
          ([title, value]) =>
            markup`<dt>${title}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>`,
    )}
  </footer>`
}

/** The manifest holds the hash of this file, so this file cannot hold the manifest's. */
const manifest = (base: string, serial: number | undefined, language: "sv" | "en"): string => {
  const name = `${base}-manifest.json`
  const command = `amili-export show ${serial ?? ""} --dataset reconcile`
  return language === "sv"
    ? `${name} innehåller den här filens SHA-256. Manifestets egen visas av ${command} och står i nästa avstämnings manifest.`
    : `${name} holds the SHA-256 of this file. ${command} shows the manifest's own; the next reconciliation's manifest holds it.`
}
