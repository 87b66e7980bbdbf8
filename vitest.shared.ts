import { defineConfig } from "vitest/config"

/** Tests run against the sources of our own packages, so that no build stands between an edit and its test. */
export default defineConfig({
  resolve: { conditions: ["@amili-cases/source"] },
  ssr: { resolve: { conditions: ["@amili-cases/source"] } },
  test: {
    include: ["test/**/*.test.ts"],
    // A worker loads modules once. Loading them for each file took a third to a half of the time, and the price is that no file
    // may leave anything behind.
    isolate: false,
    // Ends what hangs, also on a busy machine; the few tests that take longer have a limit of their own.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ["default", ["json", { outputFile: ".reports/vitest.json" }]],
  },
})
