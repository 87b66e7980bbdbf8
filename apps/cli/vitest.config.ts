import { mergeConfig } from "vitest/config"
import shared from "../../vitest.shared.ts"

// The program is built and a sandbox is started once, for all tests.
export default mergeConfig(shared, { test: { globalSetup: ["test/setup.ts"] } })
