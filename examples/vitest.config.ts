import { mergeConfig } from "vitest/config"
import shared from "../vitest.shared.ts"

/** Each example is a process of its own, which loads Effect unbundled: seconds on a busy machine. */
export default mergeConfig(shared, { test: { testTimeout: 60_000, hookTimeout: 60_000 } })
