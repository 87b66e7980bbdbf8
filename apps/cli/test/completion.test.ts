import { spawnSync } from "node:child_process"
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { amili, environmentOf, linesOf, program, run } from "./amili.ts"

const complete = async (...words: ReadonlyArray<string>) =>
  linesOf((await amili(["__complete", "--", ...words])).stdout)

const folder = mkdtempSync(join(tmpdir(), "amili-completion-"))
beforeAll(() => {
  writeFileSync(join(folder, "amili"), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`)
  chmodSync(join(folder, "amili"), 0o755)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe("completion", () => {
  it("completes commands, options and their values", async () => {
    expect(await complete("ca")).toEqual(["case"])
    expect(await complete("case", "")).toEqual(["show", "open", "closed", "summary", "--help"])
    expect(await complete("case", "closed", "--un")).toEqual(["--until", "--undated", "--unpaid"])
    expect(await complete("case", "open", "--state", "de")).toEqual(["debt_collection", "debt_surveillance"])
    expect(await complete("case", "closed", "--class", "loss")).toEqual(["loss", "loss_to_confirm"])
  })

  it("offers nothing where only the person knows", async () => {
    expect(await complete("case", "show", "")).toEqual([])
    expect(await complete("case", "open", "--limit", "")).toEqual([])
  })

  it("works in bash", async () => {
    const script =
      '. <(amili completion bash); COMP_WORDS=(amili case op); COMP_CWORD=2; _amili; echo "${COMPREPLY[@]}"'
    const environment = { PATH: `${folder}:${environmentOf().PATH}` }
    expect(await run("bash", ["-c", script], { environment })).toEqual({ code: 0, stdout: "open\n", stderr: "" })
  })

  it.each(["zsh", "fish"].filter((shell) => spawnSync(shell, ["--version"]).status === 0))(
    "is a script that %s accepts",
    async (shell) => {
      const { stdout } = await amili(["completion", shell])
      expect((await run(shell, ["-n", "/dev/stdin"], { input: stdout })).stderr).toBe("")
    },
  )

  it("knows three shells", async () => {
    expect((await amili(["completion", "tcsh"])).code).toBe(2)
  })
})
