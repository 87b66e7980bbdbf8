/** What is known of a request: in which language it is answered, and whose pages it asks for. */
import type { Language } from "@amili-cases/sheets/Column"
import * as Context from "effect/Context"
import type { Name } from "../assets/Assets.ts"

export class Visit extends Context.Tag("desk/Visit")<
  Visit,
  {
    readonly language: Language
    /** Path and query, as they were asked for. */
    readonly address: string
    /** Whether somebody has come in: others are shown no menu, and no names of profiles. */
    readonly signedIn: boolean
    /** The profile that the address names; the default one where it names none. */
    readonly profile: string
    readonly profiles: ReadonlyArray<string>
    /** The address of a stylesheet or script. */
    readonly assetOf: (name: Name) => string
  }
>() {}
