import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as ProfileFile from "../../src/profiles/ProfileFile.ts"

const read = (name: string, text: string) =>
  Effect.gen(function* () {
    const folder = yield* Effect.acquireRelease(
      Effect.sync(() => mkdtempSync(join(tmpdir(), "amili-profiles-"))),
      (made) => Effect.sync(() => rmSync(made, { recursive: true })),
    )
    const file = join(folder, name)
    writeFileSync(file, text)
    return yield* Effect.either(ProfileFile.read(file))
  }).pipe(Effect.provide(NodeFileSystem.layer))

const header = "name,base_url,api_code,private_key,creditors,folder,datasets,schedule\n"
const good = "butik,https://api.example,env:CODE,file:/key.pem,,/exports/butik,closed payouts,30 1 * * *\n"

describe("a file of profiles", () => {
  it.scopedLive("is read as CSV and as JSON, with what is left out as usual", () =>
    Effect.gen(function* () {
      const wanted = {
        name: "butik",
        baseUrl: "https://api.example",
        apiCode: "env:CODE",
        privateKey: "file:/key.pem",
        creditors: [],
        folder: "/exports/butik",
        datasets: ["closed", "payouts"],
        schedule: "30 1 * * *",
      }
      expect(yield* read("a.csv", header + good)).toMatchObject({ right: [wanted] })
      const row = {
        name: "butik",
        base_url: "https://api.example",
        api_code: "command:pass show amili/butik",
        private_key: "file:/key.pem",
        folder: "/exports/butik",
        creditors: ["61fa7240122b71b817a1fab1"],
      }
      expect(yield* read("a.json", JSON.stringify([row]))).toMatchObject({
        right: [
          {
            apiCode: "command:pass show amili/butik",
            creditors: ["61fa7240122b71b817a1fab1"],
            datasets: ["closed"],
            schedule: "0 2 * * *",
          },
        ],
      })
    }),
  )

  it.scopedLive("is refused with a line for each mistake, all of them at once, and no secret", () =>
    Effect.gen(function* () {
      const bad = [
        good.trim(),
        "Butik,https://api.example,env:CODE,file:/key.pem,,/exports,closed,",
        "å,http://api.example,hemligt,file:/key.pem,12,exports,closed letters,sometimes",
        "c,https://api.example,env:CODE,file:/key.pem,61fa7240122b71b817a1fab1,/c,reconcile,",
      ].join("\n")
      const refused = yield* read("a.csv", header + bad)
      const message = refused._tag === "Left" ? refused.left.message : ""
      expect(message.split("\n").map((line) => line.replace(/^.*a\.csv: /, ""))).toEqual([
        'line 3: profile "Butik" is there already, in line 2',
        'line 4: "å" cannot name a profile: use at most 64 letters, digits, - and _, the first a letter or digit',
        "line 4: base_url: the base URL starts with http://, which would show credentials to the network",
        "line 4: api_code: write file:/path, env:NAME or command:program",
        'line 4: creditors: "12" is not an id of 24 hex digits',
        'line 4: folder: "exports" is not an absolute path',
        'line 4: datasets: "letters" is not one of closed, open, payouts, reconcile',
        'line 4: schedule: "sometimes" is not a cron expression, such as 0 2 * * *',
        "line 5: datasets: reconcile takes all creditors of an account, and creditors names some",
      ])
      expect(message).not.toContain("hemligt")
    }),
  )
})
