/**
 * Which of many moments a test tries. All of them take too long for every run of the suite, so each run takes every k-th,
 * from a start that its seed decides; `pnpm soak` takes all.
 */
const most = Number(process.env["SAMPLE"] ?? 25)

/** Part of the name of each test that takes a sample: `SEED` repeats it. */
export const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 1000))

/** At most 25 of them with their indices, spread evenly. */
export const sample = <A>(all: ReadonlyArray<A>): ReadonlyArray<readonly [index: number, one: A]> => {
  const step = Math.ceil(all.length / most)
  return [...all.entries()].filter(([index]) => index % step === seed % step)
}
