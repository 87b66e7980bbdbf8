/** Where the desk listens, as browsers write it. */
import * as HttpServer from "@effect/platform/HttpServer"
import * as Effect from "effect/Effect"

export class Address extends Effect.Service<Address>()("desk/Address", {
  effect: Effect.map(HttpServer.HttpServer, ({ address }) => {
    const port = address._tag === "TcpAddress" ? address.port : 0
    return {
      /** Without a path. */
      url: `http://127.0.0.1:${port}`,
      /** What the header `Host` may say. Another name that leads to this machine is an attack: a page of its owner asks. */
      hosts: ["127.0.0.1", "localhost", "[::1]"].map((name) => `${name}:${port}`),
      /** Cookies know no ports: the name keeps those of two desks apart. */
      cookie: `amili-desk-${port}`,
    }
  }),
}) {}
