import { mergeConfig } from "vitest/config"
import shared from "../../vitest.shared.ts"

/** Most of these tests wait for processes that they start: two at once end sooner. */
export default mergeConfig(shared, { test: { maxWorkers: 2 } })
