/**
 * The sandbox's answers, each computed once and from memory afterwards, so that what is measured is the client. The
 * portfolio, open cases only, stands still, so an answer is as good the second time.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import * as Answer from "@amili-cases/test-fixtures/Answer"
import type { Document } from "@amili-cases/test-fixtures/Document"
import * as Generator from "@amili-cases/test-fixtures/Generator"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { Effect, Scope } from "effect"
import type { Serving } from "./Serving.ts"

interface Recorded {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** So many open cases. */
const open = (count: number): ReadonlyArray<Document> => {
  const { cases } = Generator.portfolio({ cases: 10 * count + 1000, seed: 2026 })
  const found: Array<Document> = []
  for (let row = 0; row < cases.size && found.length < count; row++) {
    const document = cases.document(row)
    if (document["closed"] === undefined) found.push(document)
  }
  return found
}

export const serve = async (cases: number, latency: number): Promise<Serving> => {
  const { engine, environment } = await Effect.runPromise(
    Effect.flatMap(Scope.make(), (scope) => Scope.extend(Sandbox.start({ data: { cases: open(cases) } }), scope)),
  )
  const recorded = new Map<string, Recorded>()
  let requests = 0

  const answer = (incoming: IncomingMessage): Recorded => {
    const { method = "GET", url = "/" } = incoming
    const known = method === "GET" ? recorded.get(url) : undefined
    if (known !== undefined) return known
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, value === undefined ? undefined : String(value)]),
    )
    const { answer } = engine.handle(Answer.request(method, url, headers), Date.now())
    const body = Buffer.from(answer.body)
    const fresh = { status: answer.status, headers: { ...answer.headers, "content-length": String(body.length) }, body }
    if (method === "GET" && answer.status === 200) recorded.set(url, fresh)
    return fresh
  }

  const respond = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const { body, headers, status } = answer(incoming)
    if (incoming.method === "GET") requests += 1
    outgoing.writeHead(status, headers).end(body)
  }

  const server = createServer((incoming, outgoing) => {
    incoming.resume()
    if (incoming.url === "/recorded") outgoing.end(JSON.stringify([...recorded.keys()]))
    else if (latency > 0) setTimeout(() => respond(incoming, outgoing), latency)
    else respond(incoming, outgoing)
  })
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      resolve(typeof address === "object" && address !== null ? address.port : 0)
    })
  })
  return { environment: { ...environment, AMILI_BASE_URL: `http://127.0.0.1:${port}` }, requests: () => requests }
}
