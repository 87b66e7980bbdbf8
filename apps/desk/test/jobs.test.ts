import { createServer } from "node:http"
import { join } from "node:path"
import * as Progress from "@amili-cases/export-engine/report/Progress"
import * as Notes from "@amili-cases/export-engine/report/Notes"
import { markup } from "@amili-cases/accounting/html/markup"
import { HttpRouter, HttpServer } from "@effect/platform"
import { NodeContext, NodeHttpServer } from "@effect/platform-node"
import { type Context, Effect, Either, Exit, Layer, Option, Queue, Schema, Scope, Stream } from "effect"
import { chromium } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Assets, routes as assets } from "../src/assets/Assets.ts"
import * as Form from "../src/forms/Form.ts"
import * as Given from "../src/forms/Given.ts"
import * as Fields from "../src/forms/fields.ts"
import { Once } from "../src/forms/Once.ts"
import { Jobs } from "../src/jobs/Jobs.ts"
import { panel } from "../src/jobs/panel.ts"
import { routes as jobs } from "../src/jobs/routes.ts"
import * as Page from "../src/layout/Page.ts"
import { Profile } from "../src/profile/Profile.ts"
import * as Failure from "../src/server/Failure.ts"
import { secured } from "../src/server/secured.ts"
import * as Visiting from "../src/server/visiting.ts"
import { executablePath, expectAccessible, lacksChromium, skipped } from "./support/Browser.ts"

/** Work that reads what the test puts into the queue. */
const running = Effect.gen(function* () {
  const rows = yield* Queue.unbounded<number>()
  let started = 0
  let cleaned = 0

  const fields = Schema.Struct({ ...Form.Decided, many: Schema.NumberFromString })

  const page = (given: Given.Given, status = 200) =>
    Effect.gen(function* () {
      const { body, reload } = yield* panel
      return yield* Page.make({
        title: "Work",
        status,
        reload,
        body: [
          body,
          Form.changing({
            action: "/p/me/work",
            language: "en",
            given,
            submit: "Start",
            fields: Fields.text({ name: "many", label: "How many", wrong: "Write a number.", given }),
          }),
        ],
      })
    })

  const work = (many: number, by: string) =>
    Stream.fromQueue(rows).pipe(
      Stream.take(many),
      Progress.counted({ en: "open <b>cases</b>", sv: "öppna <b>ärenden</b>" }, Effect.succeed(Option.some(many))),
      Stream.tap((row) => (row < 0 ? Effect.fail({ message: "row <i>lost</i>", hint: "try again" }) : Effect.void)),
      Stream.runCount,
      Effect.tap(() => Notes.note({ en: `${by} was here`, sv: `${by} var här` })),
      Effect.ensuring(Effect.sync(() => cleaned++)),
    )

  const start = Effect.gen(function* () {
    const all = yield* Jobs
    const { run } = yield* Once
    return yield* Either.match(yield* Given.read(fields), {
      onLeft: (given) => page(given, 422),
      onRight: ({ by, form, many }) =>
        run(
          form,
          Effect.gen(function* () {
            started++
            yield* all.start("me", {
              title: { sv: "Läser", en: "Reading" },
              work: work(many, by),
              shown: (count) => markup`<p>${count} read, done</p>`,
            })
            return Page.seeOther("/p/me/work")
          }),
        ),
    })
  })

  const site = HttpRouter.empty.pipe(
    HttpRouter.get("/work", page(Given.fresh())),
    HttpRouter.post("/work", start),
    HttpRouter.concat(jobs),
    HttpRouter.prefixAll("/p/me"),
    HttpRouter.use(Effect.provideService(Profile, { name: "me" })),
    HttpRouter.concat(assets),
    Failure.pages,
    Visiting.anonymous("en"),
    secured,
  )
  yield* HttpServer.serveEffect(site)
  const { address } = yield* HttpServer.HttpServer
  const port = address._tag === "TcpAddress" ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/p/me/work`,
    counts: () => ({ started, cleaned }),
    put: (...values: ReadonlyArray<number>) => Effect.runPromise(Queue.offerAll(rows, values)),
  }
})

const layer = Layer.mergeAll(
  NodeHttpServer.layer(() => createServer(), { port: 0, host: "127.0.0.1" }),
  Jobs.Default,
  Once.Default,
  Layer.provide(Assets.Default(join(import.meta.dirname, "../dist/bundle/assets")), NodeContext.layer),
)

describe("long work", () => {
  const scope = Effect.runSync(Scope.make())
  let site: Effect.Effect.Success<typeof running>
  beforeAll(async () => {
    const context: Context.Context<Layer.Layer.Success<typeof layer>> = await Effect.runPromise(
      Layer.buildWithScope(layer, scope),
    )
    site = await Effect.runPromise(Effect.provide(running, context).pipe(Scope.extend(scope)))
  })
  afterAll(() => Effect.runPromise(Scope.close(scope, Exit.void)))

  const send = (form: Readonly<Record<string, string>>, path = "") =>
    fetch(`${site.url}${path}`, { method: "POST", body: new URLSearchParams(form), redirect: "manual" })
  const formId = async () => /name="form" value="([^"]+)"/.exec(await (await fetch(site.url)).text())?.[1] ?? ""
  const shown = async () => (await fetch(site.url)).text()
  const until = async (text: string) => {
    for (;;) {
      const page = await shown()
      if (page.includes(text)) return page
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  it("says beside each field what is wrong with it, and keeps what was typed", async () => {
    const answer = await send({ form: await formId(), many: "x<y", by: " ", reason: "because" })
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain('value="x&lt;y"')
    expect(page).toContain('<p class="wrong" id="many-wrong">Write a number.</p>')
    expect(page).toContain('<p class="wrong" id="by-wrong">Write your name.</p>')
    expect(page).not.toContain("reason-wrong")
    expect(page).toContain('value="because"')
  })

  it("is started once by a form that is sent twice, and its result stays until other work begins", async () => {
    const before = site.counts().started
    const form = { form: await formId(), many: "2", by: "Ada", reason: "test" }
    const [one, two] = await Promise.all([send(form), send(form)])
    expect([one.status, two.status]).toEqual([303, 303])
    expect(site.counts().started).toBe(before + 1)
    await site.put(1, 2)
    const page = await until("2 read, done")
    expect(page).toContain("<li>Ada was here</li>")
    expect((await send(form)).status).toBe(303)
    expect(site.counts().started).toBe(before + 1)
    expect(await shown()).toContain("2 read, done")
  })

  it("refuses other work meanwhile, and is cancelled with everything put in order", async () => {
    const { cleaned } = site.counts()
    const form = { many: "5", by: "Ada", reason: "test" }
    expect((await send({ ...form, form: await formId() })).status).toBe(303)
    await until("<strong>In progress</strong>")
    const other = { ...form, form: await formId() }
    const refused = await send(other)
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain("Other work goes on for the profile.")
    const answer = await fetch(site.url.replace("/work", "/job/cancel"), {
      method: "POST",
      body: new URLSearchParams({ back: "/p/me/work" }),
      redirect: "manual",
    })
    expect(answer.headers.get("location")).toBe("/p/me/work")
    expect(site.counts().cleaned).toBe(cleaned + 1)
    expect(await shown()).toContain("<strong>Cancelled.</strong>")
    // What was refused may be sent again.
    expect((await send(other)).status).toBe(303)
    await site.put(1, 2, -1)
    expect(await until("row &lt;i&gt;lost&lt;/i&gt;")).toContain("try again")
  })

  it("leaves connections to pages, however many tabs wait for events", async () => {
    expect((await send({ many: "2", by: "Ada", reason: "test", form: await formId() })).status).toBe(303)
    const tabs = Array.from({ length: 4 }, () => new AbortController())
    const watch = (signal?: AbortSignal) =>
      fetch(site.url.replace("/work", "/job/events"), signal === undefined ? {} : { signal })
    const open = await Promise.all(tabs.map(({ signal }) => watch(signal)))
    const readers = open.map(({ body }) => body?.getReader())
    for (const reader of readers)
      expect(new TextDecoder().decode((await reader?.read())?.value)).toContain("event: progress")
    expect((await watch()).status).toBe(503)
    tabs[0]?.abort()
    await expect.poll(async () => (await watch(AbortSignal.timeout(2000))).status).toBe(200)
    await site.put(1, 2)
    await until("2 read, done")
    const last = readers[1]
    let text = ""
    for (let part = await last?.read(); part?.done === false; part = await last?.read())
      text += new TextDecoder().decode(part.value)
    expect(text).toContain("2 read, done")
    expect(text.endsWith("event: end\ndata: \n\n")).toBe(true)
  })

  it("ends with the desk, with everything put in order", async () => {
    let cleaned = false
    await Effect.gen(function* () {
      const { start } = yield* Jobs
      const work = Effect.ensuring(
        Effect.never,
        Effect.sync(() => (cleaned = true)),
      )
      yield* start("me", { title: { sv: "", en: "" }, work, shown: () => "" })
      yield* Effect.yieldNow()
    }).pipe(Effect.provide(Jobs.Default), Effect.runPromise)
    expect(cleaned).toBe(true)
  })

  describe.skipIf(lacksChromium)(`in a browser${skipped}`, () => {
    const inBrowser = async (javaScriptEnabled: boolean) => {
      const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] })
      try {
        const page = await (await browser.newContext({ javaScriptEnabled })).newPage()
        await page.goto(site.url)
        await page.getByLabel("How many").fill("3")
        await page.getByLabel("Who").fill("Ada")
        await page.getByLabel("Why").fill("test")
        await page.getByRole("button", { name: "Start" }).click()
        await page.getByText("In progress").waitFor()
        if (javaScriptEnabled) await expectAccessible(page)
        await site.put(1)
        await page.getByText("1 of 3 read: open <b>cases</b>").waitFor()
        await site.put(2, 3)
        await page.getByText("3 read, done").waitFor()
      } finally {
        await browser.close()
      }
    }

    it("shows how far it has come, without a reload", () => inBrowser(true))
    it("shows it without script too", () => inBrowser(false))
  })
})
