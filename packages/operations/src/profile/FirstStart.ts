/** From when on the first run of closed cases takes them. */
import { note } from "@amili-cases/export-engine/report/Notes"
import { inBoth } from "@amili-cases/app-kit/command/UsageError"
import { AmiliClient } from "@amili-cases/core/AmiliClient"
import type { CreditorId } from "@amili-cases/core/CreditorId"
import { Checkpoints, scopeOf } from "@amili-cases/export-engine/journal/Checkpoints"
import { isoOf, shown } from "@amili-cases/export-engine/run/Instant"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

/** Refuses a start that has not come yet by the server's clock: nothing would be exported, and nobody would know why. */
export const refuseFuture = (start: DateTime.Utc | undefined) =>
  Effect.gen(function* () {
    if (start === undefined) return
    const { serverTime } = yield* AmiliClient
    if (DateTime.lessThanOrEqualTo(start, yield* serverTime)) return
    const problem = `${shown(isoOf(start))} has not come yet`
    const swedish = `${shown(isoOf(start))} har inte kommit ännu`
    return yield* inBoth(
      { message: `--start ${problem}`, hint: "give the day from which on closed cases are to be exported" },
      { message: `--start ${swedish}`, hint: "ange den dag från och med vilken avslutade ärenden ska exporteras" },
      { setting: "start", problem, swedish },
    )
  })

/** A note where the first run had another start: later runs take what is new since the one before, whatever it says. */
export const noteOther = (profile: string, creditors: ReadonlyArray<CreditorId>, start: DateTime.Utc | undefined) =>
  Effect.gen(function* () {
    if (start === undefined) return
    const known = yield* (yield* Checkpoints).covering(profile, "closed", scopeOf(creditors))
    if (Option.isNone(known)) return
    const { floor } = known.value
    if (floor !== null && DateTime.Equivalence(DateTime.unsafeMake(floor), start)) return
    const day = shown(isoOf(start))
    const en = floor === null ? "everything" : `what was closed from ${shown(floor)} on`
    const sv = floor === null ? "allt" : `det som avslutats från och med ${shown(floor)}`
    yield* note({
      en: `--start ${day} changes nothing: the first run took ${en}, and each later one takes what is new`,
      sv: `--start ${day} ändrar inget: den första körningen tog ${sv}, och varje senare tar det som är nytt`,
    })
  })
