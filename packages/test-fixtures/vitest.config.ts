import { mergeConfig } from "vitest/config"
import shared from "../../vitest.shared.ts"

/** Each file by itself: after the histories a test of the same worker finds the clock of the machine in place of its own. */
export default mergeConfig(shared, { test: { isolate: true } })
