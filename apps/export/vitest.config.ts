import { mergeConfig } from "vitest/config"
import shared from "../../vitest.shared.ts"

/** Many of these tests start the program itself, several times: on a busy machine that takes its time. */
export default mergeConfig(shared, { test: { testTimeout: 120_000 } })
