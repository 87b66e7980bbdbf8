/** For how long a lock is held without a sign of life. Each lock keeps its own, since programs that share a journal differ. */
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"

export class Lease extends Context.Reference<Lease>()("export-engine/Lease", {
  defaultValue: (): {
    readonly duration: Duration.Duration
    /** Whether silence also ends the lock of a process that lives on this machine: one that is stopped, or hangs. */
    readonly endsOnSameMachine: boolean
  } => ({ duration: Duration.seconds(90), endsOnSameMachine: false }),
}) {}
