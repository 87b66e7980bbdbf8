import * as Effect from "effect/Effect"
import type { WriteFailed } from "../Written.ts"
import { Bytes } from "./Bytes.ts"
import type { FileSink } from "./sink.ts"

/** Two buffers of a file: one is being filled while the system takes the other. */
export interface Behind {
  /** The one being filled. */
  readonly out: Bytes
  /** Sends what it holds on its way, once the one before has arrived; fails with whatever became of that. */
  readonly flush: Effect.Effect<void, WriteFailed>
  /** Waits until everything sent has arrived. After a failure both fail the same way, and nothing more is written. */
  readonly settled: Effect.Effect<void, WriteFailed>
}

/** Two buffers of `capacity` bytes each, which grow when more is put into them before `flush`. */
export const make = (file: FileSink, capacity: number): Behind => {
  const out = new Bytes(capacity)
  let spare: Buffer = Buffer.allocUnsafeSlow(capacity)
  let underWay: Effect.Effect<void, WriteFailed> = Effect.void

  const settled = Effect.suspend(() => underWay)
  const send = Effect.suspend(() => {
    const full = out.buffer
    const bytes = out.view()
    out.continueIn(spare)
    spare = full
    return Effect.map(file.begin(bytes), (end) => {
      underWay = end
    })
  })
  return { out, settled, flush: Effect.zipRight(settled, Effect.uninterruptible(send)) }
}
