/**
 * Which of many moments a test tries. All of them take too long for every run of the suite, so each run takes every k-th,
 * from a start that its seed decides; `pnpm soak` takes all.
 */
const all = process.env["SAMPLE"] === "all"

/** Part of the name of each test that takes a sample: `SEED` repeats it. */
export const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 1000))

/** At most so many of them with their indices, spread evenly. */
export const sample = <A>(from: ReadonlyArray<A>, most: number): ReadonlyArray<readonly [index: number, one: A]> => {
  const step = all ? 1 : Math.ceil(from.length / most)
  return [...from.entries()].filter(([index]) => index % step === seed % step)
}
