/**
 * The certificates that a server's may be signed by: Node's own, those of the machine, where a company that inspects TLS
 * installs its root, and those of `NODE_EXTRA_CA_CERTS` and `SSL_CERT_FILE`.
 */
import process from "node:process"
import * as tls from "node:tls"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Paths from "../settings/Paths.ts"
import * as SmallFile from "../settings/SmallFile.ts"
import * as Environment from "../settings/Environment.ts"

/** A variable names certificates that cannot be used: exit code 2. */
export class TrustProblem extends Data.TaggedError("TrustProblem")<{
  readonly message: string
  readonly hint: string
}> {
  readonly exitCode = 2
}

/** Undefined where Node's own certificates are all there is: its usual context is made faster. */
export const make: Effect.Effect<tls.SecureContext | undefined, TrustProblem, FileSystem.FileSystem> = Effect.gen(
  function* () {
    const named = yield* Effect.forEach(["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE"], inFile)
    const machine = process.platform === "linux" ? yield* bundle : systemStore()
    const known = new Set(tls.rootCertificates.map(withoutBreaks))
    const others = [...machine, ...named.flat()].filter((certificate) => !known.has(withoutBreaks(certificate)))
    return others.length === 0 ? undefined : tls.createSecureContext({ ca: [...tls.rootCertificates, ...others] })
  },
)

/** Lines of the same certificate may be broken elsewhere. */
const withoutBreaks = (certificate: string) => certificate.replaceAll(/\s/g, "")

/** The certificates in the file that a variable names. */
const inFile = (variable: string) =>
  Effect.gen(function* () {
    const name = yield* Environment.variable(variable)
    if (Option.isNone(name)) return []
    const text = yield* Paths.expand(name.value).pipe(
      Effect.flatMap(SmallFile.read),
      Effect.map((bytes) => new TextDecoder().decode(bytes)),
      Effect.option,
    )
    const certificates = Option.map(text, certificatesIn)
    if (Option.isNone(certificates) || certificates.value.length === 0)
      return yield* new TrustProblem({
        message: `${variable}: ${Option.isNone(text) ? "cannot read" : "there is no certificate in"} ${name.value}`,
        hint: "name a file of certificates in PEM format, or unset the variable",
      })
    return certificates.value
  })

/** Where distributions of Linux keep the certificates that they trust. */
const bundles = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/ssl/cert.pem",
]

const bundle = Effect.gen(function* () {
  const files = yield* FileSystem.FileSystem
  const text = yield* Effect.firstSuccessOf(bundles.map((file) => files.readFileString(file)))
  return certificatesIn(text)
}).pipe(Effect.orElseSucceed((): ReadonlyArray<string> => []))

/** The store of Windows or macOS, which Node can read from 22.15 on. */
const systemStore = (): ReadonlyArray<string> => {
  const read = Predicate.hasProperty(tls, "getCACertificates") ? tls.getCACertificates : undefined
  const found: unknown = typeof read === "function" ? read("system") : []
  return Array.isArray(found) ? found.filter(Predicate.isString) : []
}

const certificatesIn = (text: string): ReadonlyArray<string> =>
  text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []

/** Whether a connection failed because of the server's certificate. */
export const isUntrusted = (error: Error): boolean =>
  Predicate.hasProperty(error, "code") &&
  Predicate.isString(error.code) &&
  /^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_CERT_)/.test(error.code)
