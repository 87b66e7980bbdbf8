/** A real terminal for the tests, where tmux is installed: keys go in, and what stands on the screen comes out. */
import { spawnSync } from "node:child_process"
import { join } from "node:path"
import { environmentOf } from "./amili.ts"

export const lacksTmux = spawnSync("tmux", ["-V"]).status !== 0
/** For the name of tests that need it. */
export const skipped = lacksTmux ? " (skipped: tmux not installed)" : ""

export interface Terminal {
  /** Keys as tmux calls them: `Enter`, `Down`, `C-c`, or characters. */
  readonly press: (...keys: ReadonlyArray<string>) => void
  /** The screen as soon as it shows the text. */
  readonly shows: (text: string) => string
  readonly resize: (columns: number, rows: number) => void
  readonly close: () => void
}

let opened = 0

/** A shell with an empty prompt, in a terminal of this size. */
export const open = (columns: number, rows: number, folder: string): Terminal => {
  const socket = join(folder, `tmux-${(opened += 1)}`)
  const tmux = (...argv: ReadonlyArray<string>) =>
    spawnSync("tmux", ["-S", socket, "-f", "/dev/null", ...argv], {
      encoding: "utf8",
      env: { ...environmentOf(), PS1: "", ENV: "", PATH: `${folder}:${process.env.PATH}`, LC_ALL: "C.UTF-8" },
    }).stdout
  tmux("new-session", "-d", "-s", "test", "-x", String(columns), "-y", String(rows), "sh")
  const screen = () => tmux("capture-pane", "-p", "-t", "test")
  return {
    press: (...keys) => void tmux("send-keys", "-t", "test", ...keys),
    shows: (text) => {
      for (let look = 0; look < 2000; look++) {
        const shown = screen()
        if (shown.includes(text)) return shown
      }
      throw new Error(`the terminal never showed "${text}", but:\n${screen()}`)
    },
    resize: (wider, higher) => void tmux("resize-window", "-t", "test", "-x", String(wider), "-y", String(higher)),
    close: () => void tmux("kill-server"),
  }
}
