/** Time and processor time, without the making of the data, which all sides have in common. */
import { cpuUsage } from "node:process"

export interface Time {
  readonly ms: number
  /** Of all threads. */
  readonly cpuMs: number
}

export class Stopwatch {
  private readonly start = now()
  private paused: Time = { ms: 0, cpuMs: 0 }

  /** Since the start. */
  get time(): Time {
    return minus(minus(now(), this.start), this.paused)
  }

  /** The batches of a generator, the time that they take to be made left out. */
  *without<A>(made: Iterator<A>): Generator<A> {
    for (;;) {
      const before = this.time
      const next = made.next()
      const took = minus(this.time, before)
      this.paused = { ms: this.paused.ms + took.ms, cpuMs: this.paused.cpuMs + took.cpuMs }
      if (next.done === true) return
      yield next.value
    }
  }
}

const now = (): Time => {
  const { system, user } = cpuUsage()
  return { ms: performance.now(), cpuMs: (system + user) / 1000 }
}

const minus = (a: Time, b: Time): Time => ({ ms: a.ms - b.ms, cpuMs: a.cpuMs - b.cpuMs })
