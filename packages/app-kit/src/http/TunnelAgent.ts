/** Connections through a proxy. Loads a library: import it on demand. */
import type { ClientRequest } from "node:http"
import type { SecureContext } from "node:tls"
import { HttpsProxyAgent } from "https-proxy-agent"

/** What the proxy answered instead of opening a connection. `code` is for the message that core makes of it. */
class ProxyRefused extends Error {
  readonly code: string
  constructor(status: number) {
    super(`the proxy refused with ${status}`)
    this.code = `ERR_PROXY_${status}`
  }
}

/** The proxy itself does not answer. */
class ProxyUnreachable extends Error {
  readonly code = "ERR_PROXY_UNREACHABLE"
}

interface Options {
  readonly keepAlive: boolean
  readonly secureContext?: SecureContext
}

export class TunnelAgent extends HttpsProxyAgent<string> {
  readonly #trusted: { readonly secureContext?: SecureContext }

  constructor(proxy: URL, { keepAlive, ...trusted }: Options) {
    super(proxy, { keepAlive, ...trusted })
    this.#trusted = trusted
    this.on("proxyConnect", ({ statusCode }: { readonly statusCode: number }, request: ClientRequest) => {
      // The library would give the proxy's answer out as the server's.
      if (statusCode !== 200) request.destroy(new ProxyRefused(statusCode))
    })
  }

  /** The library hands its own options to the proxy alone: the server's certificate is checked by the same ones. */
  override async connect(request: ClientRequest, options: Parameters<HttpsProxyAgent<string>["connect"]>[1]) {
    const trusting = options.secureEndpoint ? { ...options, ...this.#trusted } : options
    return super.connect(request, trusting).catch((cause: unknown) => {
      // Until the tunnel stands, only the proxy can have failed.
      throw new ProxyUnreachable("the proxy cannot be reached", { cause })
    })
  }
}
