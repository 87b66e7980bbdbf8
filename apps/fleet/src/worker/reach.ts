/** Whether something listens at an address, as another worker would find it. */
import { connect } from "node:net"
import * as Effect from "effect/Effect"

export const reachable = (address: string): Effect.Effect<boolean> =>
  Effect.async<boolean>((resume) => {
    const at = address.lastIndexOf(":")
    const socket = connect({ host: address.slice(0, at), port: Number(address.slice(at + 1)), timeout: 2000 })
    const end = (found: boolean) => {
      socket.destroy()
      resume(Effect.succeed(found))
    }
    socket.on("connect", () => end(true))
    socket.on("error", () => end(false))
    socket.on("timeout", () => end(false))
  })
