/** Days and hours in which things happen. All days are UTC days. */
import { type Random } from "../../Random.ts"

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

export const midnight = (at: number): number => Math.floor(at / day) * day

const weekday = (at: number): number => new Date(at).getUTCDay()

export const isFriday = (at: number): boolean => weekday(at) === 5

export const isBankDay = (at: number): boolean => weekday(at) !== 0 && weekday(at) !== 6

/** Midnight of the bank day that is a number of bank days after an instant; its own day, or the next bank day, for 0. */
export const bankDay = (at: number, after: number): number => {
  let date = midnight(at)
  for (let left = after; left > 0 || !isBankDay(date); date += day) if (isBankDay(date)) left -= 1
  return date
}

/** A moment of a day: mostly in working hours, sometimes at night, when the day in Stockholm is another one. */
export const moment = (date: number, random: Random): number =>
  midnight(date) + (random.chance(0.15) ? random.below(day) : 6 * hour + random.below(11 * hour))

/** The ISO week of a day. */
export const week = (at: number): number => {
  const thursday = midnight(at) + (4 - (weekday(at) || 7)) * day
  return Math.floor((thursday - Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1)) / (7 * day)) + 1
}
