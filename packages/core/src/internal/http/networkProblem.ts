/** Names what the platform's HTTP client stumbled over, by the error code at the bottom of it. */

const known: Readonly<Record<string, string>> = {
  ECONNREFUSED: "refuses the connection",
  ECONNRESET: "broke the connection off",
  EPIPE: "broke the connection off",
  UND_ERR_SOCKET: "broke the connection off",
  ENOTFOUND: "cannot be found: no such host",
  EAI_AGAIN: "cannot be found: names cannot be resolved just now",
  ETIMEDOUT: "cannot be connected to in time",
  UND_ERR_CONNECT_TIMEOUT: "cannot be connected to in time",
  ENETUNREACH: "cannot be reached: no network",
  EHOSTUNREACH: "cannot be reached: no route to the host",
  CERT_HAS_EXPIRED: "shows a certificate that has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "shows a certificate that nobody vouches for",
  SELF_SIGNED_CERT_IN_CHAIN: "shows a certificate that nobody vouches for",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "shows a certificate that nobody vouches for",
  UNABLE_TO_GET_ISSUER_CERT: "shows a certificate that nobody vouches for",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "shows a certificate that nobody vouches for",
  ERR_TLS_CERT_ALTNAME_INVALID: "shows a certificate for another host",
  ERR_PROXY_407: "cannot be reached: the proxy wants a user name and a password",
  ERR_PROXY_UNREACHABLE: "cannot be reached: the proxy (HTTPS_PROXY, HTTP_PROXY or ALL_PROXY) does not answer",
}

const trust =
  "let this program trust who signs it, such as your company's root certificate: NODE_EXTRA_CA_CERTS names its file"

/** What another attempt cannot change, and what to do about it. */
const permanent: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "check the clock of this machine; if it is right, tell Amili",
  DEPTH_ZERO_SELF_SIGNED_CERT: trust,
  SELF_SIGNED_CERT_IN_CHAIN: trust,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: trust,
  UNABLE_TO_GET_ISSUER_CERT: trust,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: trust,
  ERR_TLS_CERT_ALTNAME_INVALID: "check the base URL",
  ERR_PROXY_407: "put them into HTTPS_PROXY: http://user:password@proxy.example.com:3128",
}

/** Undefined where another attempt may help. */
export const permanentHint = (cause: unknown): string | undefined => permanent[codeOf(cause) ?? ""]

/** Completes "the API ...". Codes only: messages of these errors may quote headers. */
export const describe = (cause: unknown): string => {
  const code = codeOf(cause)
  if (code === undefined) return "cannot be reached, or broke the answer off"
  return known[code] ?? `cannot be reached (${code})`
}

const codeOf = (cause: unknown, depth = 0): string | undefined => {
  if (typeof cause !== "object" || cause === null || depth > 5) return undefined
  if ("code" in cause && typeof cause.code === "string") return cause.code
  return "cause" in cause ? codeOf(cause.cause, depth + 1) : undefined
}
