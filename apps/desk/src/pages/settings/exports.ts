/** How exports are: their folder, kinds of files, language, who answers for them. */
import { markup } from "@amili-cases/accounting/html/markup"
import * as Paths from "@amili-cases/app-kit/settings/Paths"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import { defaultFormatNames, formatNames } from "@amili-cases/export-engine/formats/formats"
import * as Classes from "@amili-cases/operations/profile/Classes"
import * as Kept from "@amili-cases/operations/profile/Kept"
import * as Setting from "@amili-cases/operations/profile/Setting"
import { profiles, svExcel } from "@amili-cases/sheets/csv/CsvProfile"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Struct from "effect/Struct"
import * as Fields from "../../forms/fields.ts"
import * as Form from "../../forms/Form.ts"
import * as Given from "../../forms/Given.ts"
import { Once } from "../../forms/Once.ts"
import * as Addresses from "../../layout/addresses.ts"
import * as Page from "../../layout/Page.ts"
import { message, section } from "../../layout/parts.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import { words } from "./words.ts"

const csvNames = profiles.map(({ name }) => name)

const Asked = Schema.Struct({
  ...Form.Started,
  out: Schema.Trim.pipe(Schema.minLength(1)),
  format: Schema.Trim,
  csv: Schema.Literal(...csvNames),
  language: Schema.Literal("sv", "en"),
  perCreditor: Schema.optional(Schema.Literal("yes")),
  by: Schema.optional(Schema.Trim),
  classes: Schema.optional(Schema.Trim),
})

/** What stands in the fields at first: what is kept, else our own defaults. */
export const usual = Effect.gen(function* () {
  const { name } = yield* Profile
  const kept = yield* Kept.of(name)
  return {
    out: kept?.out ?? "~/amili-exports",
    format: kept?.format ?? defaultFormatNames.join(","),
    csv: kept?.csv ?? svExcel.name,
    language: kept?.language ?? "sv",
    perCreditor: kept?.perCreditor === true ? "yes" : "",
    by: kept?.by ?? "",
    classes: kept?.classes ?? "",
  }
})

export const form = (given: Given.Given) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const { name } = yield* Profile
    return section(
      words.exports[language],
      Form.starting({
        action: Addresses.of(name, "/settings/exports"),
        language,
        given,
        fields: [
          Fields.text({
            name: "out",
            label: words.folder[language],
            hint: words.folderHint[language],
            wrong: words.folderWrong[language],
            required: true,
            given,
          }),
          Fields.text({
            name: "format",
            label: words.format[language],
            hint: words.formatHint[language](formatNames.join(", ")),
            wrong: words.formatWrong[language],
            required: true,
            given,
          }),
          Fields.choice({
            name: "csv",
            label: words.csv[language],
            choices: csvNames.map((value) => ({ value, label: value })),
            given,
          }),
          Fields.choice({
            name: "language",
            label: words.language[language],
            choices: [
              { value: "sv", label: words.swedish[language] },
              { value: "en", label: words.english[language] },
            ],
            given,
          }),
          Fields.tick({ name: "perCreditor", label: words.perCreditor[language], given }),
          Fields.text({ name: "by", label: words.by[language], hint: words.byHint[language], given }),
          Fields.text({
            name: "classes",
            label: words.classes[language],
            hint: words.classesHint[language](SettlementClass.all.join(", ")),
            wrong: words.classesWrong[language],
            given,
          }),
        ],
        submit: words.save[language],
      }),
    )
  })

export const saved = <E, R>(again: (given: Given.Given) => Effect.Effect<Page.Answer, E, R>) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const { name } = yield* Profile
    const sent = yield* Given.read(Asked)
    if (Either.isLeft(sent)) return yield* again(sent.left)
    const { by, classes, csv, form, language: ofFiles, out, perCreditor } = sent.right
    const checked = yield* Effect.either(
      Effect.gen(function* () {
        const format = yield* Setting.formatsIn({ from: "--format", value: sent.right.format })
        if (classes !== undefined) yield* Classes.decode({ name: "classes", from: "classes", value: classes })
        return { format: format.join(","), out: yield* Effect.flatMap(Paths.expand(out), Kept.usableFolder) }
      }),
    )
    // Each of them names the field that it is about.
    if (Either.isLeft(checked))
      return yield* again({ values: textOf(sent.right), wrong: new Set([checked.left.refused?.setting ?? "out"]) })
    const { run } = yield* Once
    return yield* run(
      form,
      Effect.gen(function* () {
        const before = yield* Kept.of(name)
        const answers = { ...checked.right, csv, language: ofFiles, perCreditor: perCreditor === "yes" }
        const settings = Kept.settingsOf(answers, before && Struct.omit(before, "by", "classes"))
        yield* Kept.save(name, {
          ...settings,
          ...(by === undefined ? {} : { by }),
          ...(classes === undefined ? {} : { classes }),
        })
        return yield* Page.make({
          title: words.settings[language],
          body: [
            message("good", markup`<p>${words.saved[language]}</p>`),
            markup`<p><a href="${Addresses.of(name, "/runs")}">${words.toRuns[language]}</a></p>`,
          ],
        })
      }),
    )
  })

const textOf = (given: typeof Asked.Type): Given.Given["values"] =>
  Object.fromEntries(Object.entries(given).map(([key, value]) => [key, value ?? ""]))
