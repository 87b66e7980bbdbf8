import * as Month from "@amili-cases/accounting/reconcile/time/Month"
import type * as CalendarDay from "@amili-cases/core/CalendarDay"

/** The month that was asked for, else the last one that is over today. */
export const monthOf = (
  { month }: { readonly month?: Month.Month | undefined },
  today: CalendarDay.CalendarDay,
): Month.Month => month ?? Month.add(Month.of(today), -1)
