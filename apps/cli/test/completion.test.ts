import { spawnSync } from "node:child_process"
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { amili, linesOf, program, run } from "./amili.ts"

const complete = async (...words: ReadonlyArray<string>) =>
  linesOf((await amili(["__complete", "--", ...words])).stdout)

const folder = mkdtempSync(join(tmpdir(), "amili-completion-"))
beforeAll(() => {
  writeFileSync(join(folder, "amili"), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`)
  chmodSync(join(folder, "amili"), 0o755)
})
afterAll(() => rmSync(folder, { recursive: true }))

const environment = { PATH: `${folder}:${process.env.PATH}`, HOME: folder }
const lacks = (shell: string) => spawnSync(shell, ["--version"]).status !== 0

/** Types a line and a tab into an interactive zsh in a terminal of its own, and tells what stands on its line then. */
const zsh = `
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "fpath=($PWD \\$fpath); autoload -Uz compinit; compinit -u -D; tell() { zle complete-word; print -r -- GOT:\\$BUFFER:TOG }; zle -N tell; bindkey '^I' tell; print REA""DY"
zpty -r shell told '*READY*'
zpty -w -n shell "$1"$'\\t'
zpty -r shell told '*GOT:*:TOG*'
print -r -- $told
zpty -d shell
`

describe("completion", () => {
  it("completes commands, options and their values", async () => {
    expect(await complete("ca")).toEqual(["case"])
    expect(await complete("case", "")).toEqual(["show", "open", "closed", "browse", "summary", "--help"])
    expect(await complete("case", "closed", "--un")).toEqual(["--until", "--undated", "--unpaid"])
    expect(await complete("case", "open", "--state", "de")).toEqual(["debt_collection", "debt_surveillance"])
    expect(await complete("case", "closed", "--class", "loss")).toEqual(["loss", "loss_to_confirm"])
  })

  it("offers nothing where only the person knows", async () => {
    expect(await complete("case", "show", "")).toEqual([])
    expect(await complete("case", "open", "--limit", "")).toEqual([])
  })

  it("completes the last of several values, and values after =, which bash makes three words of", async () => {
    expect(await complete("case", "open", "--state", "dispute,in")).toEqual(["dispute,initializing", "dispute,invoice"])
    expect(await complete("case", "open", "--state=dis")).toEqual(["--state=dispute"])
    expect(await complete("case", "open", "--state", "=", "dis")).toEqual(["dispute"])
    expect(await complete("case", "closed", "--class", "=")).toContain("loss")
    expect(await complete("completion", "")).toEqual(["bash", "zsh", "fish"])
  })

  it("knows the fields of each list", async () => {
    expect(await complete("payout", "list", "--fields", "id,pay")).toEqual([])
    expect(await complete("payout", "list", "--fields", "va")).toEqual(["vat"])
    expect(await complete("payout", "show", "--fields=art")).toEqual(["--fields=article"])
    expect(await complete("case", "open", "--fields", "inv")).toEqual(["invoice"])
  })

  it("works in bash", async () => {
    const script =
      '. <(amili completion bash); COMP_WORDS=(amili case op); COMP_CWORD=2; _amili; echo "${COMPREPLY[@]}"'
    expect(await run("bash", ["-c", script], { environment })).toEqual({ code: 0, stdout: "open\n", stderr: "" })
  })

  it.skipIf(lacks("fish"))(`works in fish${lacks("fish") ? " (skipped: fish not installed)" : ""}`, async () => {
    const inFish = async (line: string) => {
      const script = `amili completion fish | source; complete -C '${line}'`
      return linesOf((await run("fish", ["--no-config", "-c", script], { environment, folder })).stdout)
    }
    expect(await inFish("amili case op")).toEqual(["open"])
    expect(await inFish("amili case open --state de")).toEqual(["debt_collection", "debt_surveillance"])
    expect(await inFish("amili case open --state=dis")).toEqual(["--state=dispute"])
    expect(await inFish("amili auth login --key-file am")).toEqual(["amili"])
  })

  it.skipIf(lacks("zsh"))(
    `works in zsh${lacks("zsh") ? " (skipped: zsh not installed)" : ""}, the first time too`,
    async () => {
      await run("sh", ["-c", "amili completion zsh > _amili"], { environment, folder })
      const inZsh = async (line: string) => {
        const { stdout } = await run("zsh", ["-f", "-c", zsh, "zsh", line], { environment, folder })
        return /GOT:(.*):TOG/.exec(stdout)?.[1]
      }
      expect(await inZsh("amili case op")).toBe("amili case open ")
      expect(await inZsh("amili case open --state dis")).toBe("amili case open --state dispute ")
      expect(await inZsh("amili case open --fields id,inv")).toBe("amili case open --fields id,invoice ")
    },
  )

  it("knows three shells", async () => {
    expect((await amili(["completion", "tcsh"])).code).toBe(2)
  })
})
