import { defineConfig } from "vitest/config"

/** Tests run against the sources of our own packages, so that no build stands between an edit and its test. */
export default defineConfig({
  resolve: { conditions: ["@amili-cases/source"] },
  ssr: { resolve: { conditions: ["@amili-cases/source"] } },
  test: {
    include: ["test/**/*.test.ts"],
    // Long enough for a busy machine with two cores: a limit is there to end what hangs, not to judge speed.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: ["default", ["json", { outputFile: ".reports/vitest.json" }]],
  },
})
