import { mergeConfig } from "vitest/config"
import shared from "../../vitest.shared.ts"

/**
 * Many of these tests start the program itself, several times: on a busy machine that takes its time. The histories are
 * most of the whole suite's time, and they need two processors to end with the others.
 */
export default mergeConfig(shared, { test: { maxWorkers: 2 } })
