import { join } from "node:path"
import { describe, it } from "vitest"
import { root, run } from "./support/packages.ts"

describe("the API reference", () => {
  it("describes every exported symbol of the packages that it is written for, and the fields of their types", async () => {
    await run(process.execPath, [join(root, "scripts/reference.mjs"), "--check"])
  })
})
