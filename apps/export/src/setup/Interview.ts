/** The questions of `amili-export init`: each has an answer that Return takes, and an option that answers it. */
import { defaultFormatNames, formatNames } from "@amili-cases/export-engine/formats/formats"
import * as Ask from "@amili-cases/app-kit/terminal/Ask"
import * as Paths from "@amili-cases/app-kit/settings/Paths"
import { inBoth, type UsageError } from "@amili-cases/app-kit/command/UsageError"
import { UiLanguage } from "@amili-cases/app-kit/settings/UiLanguage"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { profiles, svExcel } from "@amili-cases/sheets/csv/CsvProfile"
import * as Schedule from "@amili-cases/app-kit/schedule/Schedule"
import * as Kept from "@amili-cases/operations/profile/Kept"
import * as Setting from "@amili-cases/operations/profile/Setting"
import type { ExportSettings } from "@amili-cases/app-kit/settings/ExportSettings"
import * as Words from "../words/interview.ts"
import { oneOrEach } from "./chosen.ts"

export interface Given {
  readonly out: Option.Option<string>
  readonly journal: Option.Option<string>
  readonly format: Option.Option<string>
  readonly csv: Option.Option<string>
  readonly language: Option.Option<string>
  readonly perCreditor: boolean
  readonly oneSet: boolean
  readonly schedule: Option.Option<"none" | Schedule.Rhythm>
  readonly at: Option.Option<string>
  readonly by: Option.Option<string>
}

export interface Answers {
  readonly settings: ExportSettings
  readonly schedule: Pick<Schedule.Schedule, "at" | "every"> | undefined
}

/** Refuses options that contradict each other, before anything is asked, tried or saved. */
export const refuse = (given: Given) =>
  Effect.gen(function* () {
    yield* oneOrEach(given)
    yield* Effect.transposeMapOption(given.format, formatIn)
    const unscheduled = Option.isSome(given.at) && Option.contains(given.schedule, "none")
    if (unscheduled)
      return yield* inBoth(
        { message: "--at is the time of a schedule, and --schedule none makes none" },
        { message: "--at är klockslaget för ett schema, och --schedule none gör inget schema" },
      )
  })

const defaultFormats = defaultFormatNames.join(",")

const formatIn = (value: string) =>
  Setting.formatsIn({ from: "--format", value: value === "both" ? defaultFormats : value })

/** Asks what is not given; where `ask` is false, what was there before or our own default stands for it. */
export const answers = (given: Given, before: ExportSettings | undefined, ask: boolean) =>
  Effect.gen(function* () {
    const path = yield* Path.Path
    const absolute = (text: string) => Effect.sync(() => path.resolve(text))
    const spoken = yield* UiLanguage
    const words = Words.of(spoken)
    const answer = <A, R>(
      option: Option.Option<string>,
      question: string,
      otherwise: string,
      check: (text: string) => Effect.Effect<A, UsageError, R>,
    ): Effect.Effect<A, UsageError, R> =>
      Option.isSome(option) || !ask
        ? check(Option.getOrElse(option, () => otherwise))
        : Ask.until(question, otherwise, check)

    const out = yield* answer(given.out, words.folder, before?.out ?? "~/amili-exports", (text) =>
      Effect.flatMap(Paths.expand(text), Option.isSome(given.out) || !ask ? absolute : Kept.usableFolder),
    )
    const format = yield* answer(given.format, words.formats(formatNames), before?.format ?? defaultFormats, formatIn)
    const csvNames = profiles.map(({ name }) => name)
    const csv = format.includes("csv")
      ? yield* answer(given.csv, words.csv, before?.csv ?? svExcel.name, oneOf(csvNames, "--csv"))
      : svExcel.name
    const language = yield* answer(
      given.language,
      words.workbook,
      before?.language ?? "sv",
      oneOf(["sv", "en"], "--language"),
    )
    const perCreditor =
      given.perCreditor || given.oneSet
        ? given.perCreditor
        : (yield* answer(
            Option.none(),
            words.perCreditor,
            Words.answerIn(before?.perCreditor === true ? "yes" : "no", spoken),
            (text) => oneOf(["yes", "no"], "--per-creditor")(Words.answered(text)),
          )) === "yes"
    const every = yield* answer(given.schedule, words.schedule, Words.answerIn("none", spoken), (text) =>
      oneOf<"none" | Schedule.Rhythm>(["none", ...Schedule.rhythms], "--schedule")(Words.answered(text)),
    )
    const schedule =
      every === "none"
        ? undefined
        : {
            every,
            at: yield* answer(given.at, words.time, "06:30", (text) =>
              Schedule.timeOf(text) === undefined
                ? inBoth(
                    { message: `--at: "${text}" is not a time such as 06:30` },
                    { message: `--at: "${text}" är inget klockslag som 06:30` },
                  )
                : Effect.succeed(text),
            ),
          }
    const settings = Kept.settingsOf(
      {
        out,
        format: format.join(","),
        csv,
        language,
        perCreditor,
        journal: Option.getOrUndefined(Option.map(given.journal, (file) => path.resolve(file))),
        by: Option.getOrUndefined(given.by),
      },
      before,
    )
    const result: Answers = { settings, schedule }
    return result
  })

const oneOf =
  <Word extends string>(words: ReadonlyArray<Word>, from: string) =>
  (value: string): Effect.Effect<Word, UsageError> => {
    const found = words.find((word) => word === value.toLowerCase())
    return found === undefined
      ? inBoth(
          { message: `${from}: "${value}" is not one of ${words.join(", ")}` },
          { message: `${from}: "${value}" är inte något av ${words.map(Words.typed).join(", ")}` },
        )
      : Effect.succeed(found)
  }
