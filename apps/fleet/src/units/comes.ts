import * as Cron from "effect/Cron"
import * as Option from "effect/Option"

/** Whether it has a time at all: there is no 30 February. */
export const comes = (cron: Cron.Cron): boolean => Option.isSome(Option.liftThrowable(() => Cron.next(cron))())
