/** Which proxy a request goes through, by the variables that curl reads. */
import { BlockList, isIP } from "node:net"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Environment from "../settings/Environment.ts"

/** A variable names a proxy that cannot be used: exit code 2. */
export class ProxyProblem extends Data.TaggedError("ProxyProblem")<{
  readonly message: string
  readonly hint: string
}> {
  readonly exitCode = 2
}

/** The address of the proxy, credentials included; none where the request goes straight to its host. */
export const of = Effect.fn("Proxy.of")(function* (url: URL) {
  const host = url.hostname.replaceAll(/^\[|\.$|\]$/g, "")
  if (isLoopback(host) || isExcepted(host, yield* first(["no_proxy", "NO_PROXY"]))) return Option.none<URL>()
  // A web server can set HTTP_PROXY through a request header, so that curl reads this one in lower case only.
  const own = url.protocol === "http:" ? ["http_proxy"] : ["https_proxy", "HTTPS_PROXY"]
  const found = yield* Environment.firstOf([...own, "all_proxy", "ALL_PROXY"])
  return yield* Effect.transposeMapOption(found, ({ name, value }) => read(name, value.trim()))
})

const first = (names: ReadonlyArray<string>) =>
  Effect.map(Environment.firstOf(names), Option.match({ onNone: () => "", onSome: ({ value }) => value }))

const isLoopback = (host: string) => /^(localhost|127(\.\d+){3}|::1)$/.test(host)

/** Whether `NO_PROXY` names the host: `*`, or domains with their subdomains, addresses and networks, with commas. */
const isExcepted = (host: string, exceptions: string): boolean =>
  exceptions.trim() === "*" ||
  exceptions
    .toLowerCase()
    .split(/[\s,]+/)
    .map((word) => word.replaceAll(/^[.[]|[.\]]$/g, ""))
    .some((word) =>
      word === "" ? false : isIP(host) === 0 ? host === word || host.endsWith(`.${word}`) : isWithin(host, word),
    )

/** Whether an address is another one, or belongs to a network such as `10.0.0.0/8`. */
const isWithin = (address: string, network: string): boolean => {
  const [start = "", prefix = isIP(start) === 6 ? "128" : "32"] = network.split("/")
  const family = isIP(start) === 6 ? "ipv6" : "ipv4"
  const most = family === "ipv6" ? 128 : 32
  if (isIP(start) !== isIP(address) || !/^\d+$/.test(prefix) || Number(prefix) > most) return false
  const list = new BlockList()
  list.addSubnet(start, Number(prefix), family)
  return list.check(address, family)
}

/** A value without a scheme is an HTTP proxy; one without a port listens on 1080, as curl has it. */
const read = (name: string, value: string): Effect.Effect<URL, ProxyProblem> => {
  const text = value.includes("://") ? value : `http://${value}`
  if (!URL.canParse(text))
    return new ProxyProblem({
      message: `${name} is not the address of a proxy`,
      hint: `write it like http://proxy.example.com:3128, with % escapes in a user name and password`,
    })
  const url = new URL(text)
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return new ProxyProblem({
      message: `${name} names a ${url.protocol.slice(0, -1)} proxy, and only HTTP proxies can be used`,
      hint: `set ${name} to an HTTP proxy, or name the host of the API in NO_PROXY to go without one`,
    })
  if (url.protocol === "http:" && !/:\d+\/*$/.test(text)) url.port = "1080"
  return Effect.succeed(url)
}
