import { mergeConfig } from "vitest/config"
import shared from "../../vitest.shared.ts"

/** Histories take most of the suite's time: two processors halve it. */
export default mergeConfig(shared, { test: { maxWorkers: 2 } })
