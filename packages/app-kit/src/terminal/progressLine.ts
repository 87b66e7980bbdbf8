/** What progress looks like. */
import * as Option from "effect/Option"
import type { Language } from "../settings/UiLanguage.ts"

export interface Sample {
  /** In ms. */
  readonly at: number
  readonly read: number
}

export interface State {
  readonly what: string
  readonly read: number
  readonly expected: Option.Option<number>
  /** From the oldest that counts for the rate to now. */
  readonly samples: ReadonlyArray<Sample>
  readonly language: Language
}

const words = {
  en: {
    read: (text: string) => `read ${text}`,
    of: (read: string, most: string) => `${read} of ${most}`,
    waiting: "waiting for the API",
    rate: (count: string) => `${count} a second`,
    left: (time: string) => `about ${time} left`,
  },
  sv: {
    read: (text: string) => `läst ${text}`,
    of: (read: string, most: string) => `${read} av ${most}`,
    waiting: "väntar på API:et",
    rate: (count: string) => `${count} i sekunden`,
    left: (time: string) => `cirka ${time} kvar`,
  },
}

/** `read 12,300 of 150,000 closed cases, 2,460 a second, about 56 s left`. */
export const plain = (state: State): string => words[state.language].read([amountOf(state), ...pace(state)].join(", "))

/** At most `width` columns: what does not fit beside the amount is left out. */
export const bar = (state: State, width: number): string => {
  const share = Option.map(state.expected, (expected) => Math.min(1, expected === 0 ? 1 : state.read / expected))
  const percent = Option.match(share, { onNone: () => "", onSome: (part) => `${Math.floor(part * 100)} %`.padStart(5) })
  const texts = [amountOf(state), ...pace(state)]
  while (texts.length > 1 && percent.length + 2 + texts.join(", ").length > width) texts.pop()
  const text = texts.join(", ")
  const room = Math.min(30, width - percent.length - text.length - 4)
  const drawn = Option.match(share, {
    onNone: () => "",
    onSome: (part) => (room < 5 ? "" : `${"█".repeat(Math.floor(part * room)).padEnd(room, "░")}  `),
  })
  return `${percent === "" ? "" : `${percent}  `}${drawn}${text}`.slice(0, Math.max(0, width))
}

const amountOf = ({ expected, language, read, what }: State) => {
  const count = counting[language]
  return Option.match(expected, {
    onNone: () => `${count(read)} ${what}`,
    // A portfolio that grows meanwhile may hold more than it did.
    onSome: (most) => `${words[language].of(count(read), count(Math.max(read, most)))} ${what}`,
  })
}

const pace = ({ expected, language, read, samples }: State): ReadonlyArray<string> => {
  const [first] = samples
  const last = samples.at(-1)
  const millis = first === undefined || last === undefined ? 0 : last.at - first.at
  const rate = millis === 0 ? 0 : (read - (first?.read ?? 0)) / (millis / 1000)
  const said = words[language]
  if (rate === 0) return [said.waiting]
  const left = Option.filter(expected, (most) => most > read)
  return [
    said.rate(counting[language](rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate))),
    ...Option.toArray(Option.map(left, (most) => said.left(duration((most - read) / rate)))),
  ]
}

const counting = {
  en: (value: number) => value.toLocaleString("en-US"),
  sv: (value: number) => value.toLocaleString("sv-SE"),
}

const duration = (seconds: number) => {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
