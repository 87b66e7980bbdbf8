/** Stands before a PostgreSQL server and breaks one connection: the commit of a run reaches the server, its answer nobody. */
import { createServer, connect, type Socket } from "node:net"
import { Effect, type Scope } from "effect"

export interface Proxy {
  readonly url: string
  /** How many answers it has dropped. */
  readonly dropped: () => number
}

/** The connection on which the text was sent is broken after its next COMMIT. */
export const before = (server: string, text: string): Effect.Effect<Proxy, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.async<Proxy & { readonly close: () => void }>((resume) => {
      const address = new URL(server)
      const sockets = new Set<Socket>()
      let dropped = 0
      const listener = createServer((client) => {
        const upstream = connect(Number(address.port), address.hostname)
        let isArmed = false
        let isCommitting = false
        const end = () => {
          client.destroy()
          upstream.destroy()
        }
        for (const socket of [client, upstream]) {
          sockets.add(socket)
          socket.on("error", end)
          socket.on("close", end)
        }
        client.on("data", (bytes) => {
          const sent = bytes.toString("latin1")
          if (sent.includes(text)) isArmed = true
          if (isArmed && dropped === 0 && /COMMIT/i.test(sent)) isCommitting = true
          upstream.write(bytes)
        })
        upstream.on("data", (bytes) => {
          if (isCommitting && dropped === 0) {
            dropped += 1
            return end()
          }
          client.write(bytes)
        })
      })
      listener.listen(0, "127.0.0.1", () => {
        const at = listener.address()
        const url = new URL(server)
        url.port = String(typeof at === "object" && at !== null ? at.port : 0)
        const close = () => {
          listener.close()
          for (const socket of sockets) socket.destroy()
        }
        resume(Effect.succeed({ url: url.href, dropped: () => dropped, close }))
      })
    }),
    ({ close }) => Effect.sync(close),
  )
