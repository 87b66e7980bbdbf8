import { FastCheck } from "effect"
import { expect, inject, it } from "vitest"
import { complaints } from "../../../packages/app-kit/test/support/attempt.ts"
import { attempts, commandsOf } from "../../../packages/app-kit/test/support/mistakes.ts"
import { app } from "../src/App.ts"
import { program } from "./amili.ts"

const numRuns = Number(process.env["ATTEMPTS"] ?? 12)
const limit = Number(process.env["LIMIT"] ?? 15_000)
const seed = Number(process.env["FIRST_SEED"] ?? 1)

it.skipIf(process.platform === "win32")(
  `whatever is wrong around it, amili says so in words and with a code that is documented (seed ${seed})`,
  async () => {
    const commands = await commandsOf(app.root)
    await FastCheck.assert(
      FastCheck.asyncProperty(attempts(commands), async (attempt) => {
        expect(await complaints(program, inject("environment"), attempt)).toEqual([])
      }),
      { numRuns, seed, interruptAfterTimeLimit: limit },
    )
  },
  3_600_000,
)
