import { Effect } from "effect"
import { request } from "node:http"

export interface Received {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: string
}

/** Sends exactly these headers and nothing of a client library's own. */
export const send = (
  baseUrl: string,
  method: string,
  target: string,
  headers: Record<string, string> = {},
  body?: string | null,
): Effect.Effect<Received, Error> =>
  Effect.async((resume) => {
    const outgoing = request(`${baseUrl}${target}`, { method, headers, agent: false }, (incoming) => {
      const chunks: Array<Buffer> = []
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk))
      incoming.on("error", (error) => resume(Effect.fail(error)))
      incoming.on("end", () => {
        const received = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])
        resume(
          Effect.succeed({
            status: incoming.statusCode ?? 0,
            headers: Object.fromEntries(received),
            body: Buffer.concat(chunks).toString("utf8"),
          }),
        )
      })
    })
    outgoing.on("error", (error) => resume(Effect.fail(error)))
    outgoing.end(body ?? undefined)
  })
