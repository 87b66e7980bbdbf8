import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { expect, it } from "@effect/vitest"
import { Effect, FastCheck } from "effect"
import { complaints } from "../../../packages/app-kit/test/support/attempt.ts"
import { attempts, commandsOf } from "../../../packages/app-kit/test/support/mistakes.ts"
import { app } from "../src/App.ts"
import { bin, compiled } from "./support/program.ts"

const numRuns = Number(process.env["ATTEMPTS"] ?? 12)
const limit = Number(process.env["LIMIT"] ?? 15_000)
const seed = Number(process.env["FIRST_SEED"] ?? 1)

it.scopedLive.skipIf(process.platform === "win32")(
  `whatever is wrong around it, amili-export says so in words and with a code that is documented (seed ${seed})`,
  () =>
    Effect.gen(function* () {
      const { environment } = yield* Sandbox.start({ cases: 40, seed: 5, now: "2025-06-30" })
      yield* Effect.promise(async () => {
        const commands = await commandsOf(app.root)
        const property = FastCheck.asyncProperty(attempts(commands), async (attempt) => {
          expect(await complaints(bin, { ...environment, NODE_COMPILE_CACHE: compiled }, attempt)).toEqual([])
        })
        await FastCheck.assert(property, { numRuns, seed, interruptAfterTimeLimit: limit })
      })
    }),
  3_600_000,
)
