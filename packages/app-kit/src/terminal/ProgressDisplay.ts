/** Where progress is shown: nowhere, unless `Main` runs the program. Apart from `Progress`, since every start loads it. */
import * as Context from "effect/Context"
import * as Option from "effect/Option"

export interface Display {
  /** A bar that is drawn again and again, or lines that stay. */
  readonly kind: "bar" | "lines"
  /** Columns that a bar may take. */
  readonly width: () => number
  readonly show: (line: string) => void
  readonly hide: () => void
}

export class ProgressDisplay extends Context.Reference<ProgressDisplay>()("app-kit/ProgressDisplay", {
  defaultValue: (): { readonly current: () => Option.Option<Display> } => ({ current: Option.none }),
}) {}
