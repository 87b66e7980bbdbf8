import { createServer } from "node:http"
import { readFileSync } from "node:fs"
import { HttpRouter, HttpServer, HttpServerResponse } from "@effect/platform"
import { NodeContext, NodeHttpServer } from "@effect/platform-node"
import { Effect, Either, Exit, Layer, Schema, Scope } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Upload from "../src/forms/Upload.ts"

interface Read {
  readonly value?: unknown
  readonly files?: ReadonlyArray<{ readonly name: string; readonly text: string }>
  readonly wrong?: ReadonlyArray<string>
}

/** Answers with what it has read, or with the names of the fields that are wrong. */
const routes = HttpRouter.empty.pipe(
  HttpRouter.post(
    "/",
    Effect.map(Upload.read(Schema.Struct({ month: Schema.String }), "bank"), (read) =>
      HttpServerResponse.unsafeJson(
        Either.match(read, {
          onLeft: ({ values, wrong }) => ({ values, wrong: [...wrong] }),
          onRight: ({ files, value }) => ({
            value,
            files: files.map(({ name, path }) => ({ name, text: readFileSync(path, "utf8") })),
          }),
        }),
      ),
    ),
  ),
)

describe("a form with files", () => {
  const scope = Effect.runSync(Scope.make())
  let url = ""
  beforeAll(async () => {
    const layer = Layer.merge(
      NodeHttpServer.layer(() => createServer(), { port: 0, host: "127.0.0.1" }),
      NodeContext.layer,
    )
    url = await Effect.gen(function* () {
      yield* HttpServer.serveEffect(routes)
      return yield* HttpServer.addressFormattedWith(Effect.succeed)
    }).pipe(
      Effect.provide(await Effect.runPromise(Layer.buildWithScope(layer, scope))),
      Scope.extend(scope),
      Effect.runPromise,
    )
  })
  afterAll(() => Effect.runPromise(Scope.close(scope, Exit.void)))

  const send = async (fields: Readonly<Record<string, string>>, files: ReadonlyArray<readonly [string, string]>) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    for (const [name, text] of files) form.append("bank", new Blob([text]), name)
    const answer = await fetch(url, { method: "POST", body: form })
    return { status: answer.status, body: answer.ok ? ((await answer.json()) as Read) : {} }
  }

  it("is read with its files, whatever they are called", async () => {
    const { body } = await send({ month: "2026-11" }, [
      ["nov.xml", "<a/>"],
      ["../../../../tmp/åäö ../x.xml", "<b/>"],
    ])
    expect(body.value).toEqual({ month: "2026-11" })
    expect(body.files?.map(({ text }) => text)).toEqual(["<a/>", "<b/>"])
  })

  it("is wrong without a file, with two of one name, and where another field is wrong", async () => {
    expect((await send({ month: "2026-11" }, [])).body).toEqual({ values: { month: "2026-11" }, wrong: ["bank"] })
    const twice = [
      ["a.xml", "1"],
      ["folder/a.xml", "2"],
    ] as const // The browser sends what is chosen from two folders.
    expect((await send({ month: "2026-11" }, twice)).body.wrong).toEqual(["bank"])
    expect((await send({}, [["a.xml", "1"]])).body.wrong).toEqual(["month"])
  })

  it("is refused where it is too large", async () => {
    expect((await send({ month: "x".repeat(100_000) }, [["a.xml", "1"]])).status).toBeGreaterThanOrEqual(400)
    const parts = Array.from({ length: 300 }, (_, index) => [`${index}.xml`, "1"] as const)
    // Again and again: the library that reads forms reports a limit only now and then.
    for (let time = 0; time < 10; time++)
      expect((await send({ month: "2026-11" }, parts)).status).toBeGreaterThanOrEqual(400)
    const most = await send({ month: "2026-11" }, parts.slice(0, 150))
    expect(most.body.files).toHaveLength(150)
  })
})
