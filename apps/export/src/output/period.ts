/** The period of a run for a person: the part of time that no run before had. */
import type { Language } from "@amili-cases/app-kit/settings/UiLanguage"
import * as Dates from "@amili-cases/app-kit/command/Dates"
import type { Manifest } from "@amili-cases/export-engine/evidence/Manifest"
import * as DateTime from "effect/DateTime"

/** Undefined for runs without one, and for those of earlier versions, which do not say it. */
export const periodOf = (window: Manifest["window"], language: Language = "en"): string | undefined =>
  window?.period === undefined || window.until === null
    ? undefined
    : Dates.span(instant(window.period.from), DateTime.unsafeMake(window.until), language)

/** From when on the run has read again what runs before it had. */
export const overlapOf = (window: Manifest["window"]): string | undefined => {
  const from = window?.from ?? undefined
  const own = window?.period?.from ?? undefined
  return from === undefined || own === undefined || from >= own ? undefined : Dates.shownIso(from)
}

const instant = (iso: string | null) => (iso === null ? undefined : DateTime.unsafeMake(iso))
