/**
 * Finds the private key in a PEM text, whatever container it is in, says which algorithms it fits, and hands it on as
 * PKCS#8. Whatever cannot be used is refused with what it is and what to do instead.
 */
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import { InvalidKey } from "../../ApiError.ts"
import type { Algorithm } from "./algorithm.ts"
import * as Der from "./der.ts"

export interface Key {
  readonly pkcs8: Uint8Array<ArrayBuffer>
  /** What the key is, for a person: `a P-256 key`. */
  readonly description: string
  readonly curve: string | undefined
  /** Every algorithm the key can sign with, the usual one first. */
  readonly algorithms: readonly [Algorithm, ...ReadonlyArray<Algorithm>]
}

type Read<A = Key> = Either.Either<A, InvalidKey>

const makeAnother = "make one with: openssl ecparam -name prime256v1 -genkey -noout -out key.pem"

const refuse = (reason: InvalidKey["reason"], message: string, hint: string): Either.Either<never, InvalidKey> =>
  Either.left(new InvalidKey({ reason, message, hint }))

const damaged = refuse("Unreadable", "the private key is damaged: its content is not a key", "fetch the file anew")

export const read = (text: string): Read => {
  const pem = normalize(text)
  const blocks = [...pem.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([^]*?)-----END \1-----/g)]
  const find = (label: string) => blocks.find(([, found]) => found === label)?.[2]
  const pkcs8 = find("PRIVATE KEY")
  if (pkcs8 !== undefined) return Either.flatMap(decode(pkcs8), readPkcs8)
  const sec1 = find("EC PRIVATE KEY")
  if (sec1 !== undefined) {
    const parameters = decode(find("EC PARAMETERS") ?? "")
    return Either.flatMap(decode(sec1), (der) =>
      readSec1(
        der,
        Either.getOrElse(parameters, () => new Uint8Array()),
      ),
    )
  }
  const pkcs1 = find("RSA PRIVATE KEY")
  if (pkcs1 !== undefined) return Either.flatMap(decode(pkcs1), (der) => readRsa(der, wrap(der, oids.rsa, rsaNull)))
  return notAKey(blocks.map(([, label = ""]) => label))
}

/** Secret stores and variables change a PEM text: line breaks become \n or \r\n, once or twice escaped, or all of it base64. */
const normalize = (text: string): string => {
  const plain = text.replaceAll(/\\+(?:r|n)/g, "\n")
  if (plain.includes("-----BEGIN")) return plain
  const decoded = Either.getOrElse(Encoding.decodeBase64String(plain.replaceAll(/\s/g, "")), () => "")
  return decoded.includes("-----BEGIN") ? decoded : plain
}

const notAKey = (labels: ReadonlyArray<string>): Read => {
  if (labels.includes("ENCRYPTED PRIVATE KEY")) return encrypted
  if (labels.includes("OPENSSH PRIVATE KEY")) {
    return refuse(
      "UnsupportedFormat",
      "the private key is in OpenSSH's own format",
      "convert a copy of it with: ssh-keygen -p -m PEM -N '' -f <copy>",
    )
  }
  const other = labels.find((label) => /PUBLIC KEY|CERTIFICATE/.test(label))
  if (other !== undefined) {
    const what = other.includes("PUBLIC")
      ? "public key"
      : other.includes("REQUEST")
        ? "certificate request"
        : "certificate"
    return refuse("NotPrivate", `this is a ${what}, not a private key`, "point to the private key that belongs to it")
  }
  const [label] = labels
  return label === undefined
    ? refuse(
        "Unreadable",
        "the private key is not a PEM text",
        "it starts with a line like -----BEGIN PRIVATE KEY-----",
      )
    : refuse("UnsupportedFormat", `the PEM text holds ${label}, which is no key that the API accepts`, makeAnother)
}

const encrypted = refuse(
  "Encrypted",
  "the private key is encrypted with a passphrase",
  "write a copy without one: openssl pkey -in key.pem -out plain.pem",
)

const decode = (body: string): Read<Uint8Array> => {
  if (/^Proc-Type:.*ENCRYPTED/m.test(body)) return encrypted
  const der = Encoding.decodeBase64(body.replace(/\s/g, ""))
  return Either.isRight(der) && der.right.length > 0 ? Either.right(der.right) : damaged
}

const oids = { ec: "1.2.840.10045.2.1", rsa: "1.2.840.113549.1.1.1" }

const rsaNull = Der.write(Der.tags.null)

/** Curves that an algorithm fits, and the length of their private numbers in bytes. */
const curves = [
  { oid: "1.2.840.10045.3.1.7", name: "P-256", algorithm: "ES256", bytes: 32 },
  { oid: "1.3.132.0.34", name: "P-384", algorithm: "ES384", bytes: 48 },
  { oid: "1.3.132.0.35", name: "P-521", algorithm: "ES512", bytes: 66 },
] as const

/** Names of what people may turn up with, so that the refusal can say it. */
const unsupported: Readonly<Record<string, string>> = {
  "1.2.840.10045.3.1.1": "P-192",
  "1.3.132.0.33": "P-224",
  "1.3.132.0.10": "secp256k1",
  "1.3.36.3.3.2.8.1.1.7": "brainpoolP256r1",
  "1.3.101.110": "X25519",
  "1.3.101.111": "X448",
  "1.3.101.112": "Ed25519",
  "1.3.101.113": "Ed448",
  "1.2.840.113549.1.1.10": "RSA-PSS",
  "1.2.840.10040.4.1": "DSA",
}

const unsupportedKind = (oid: string) =>
  refuse(
    "UnsupportedCurve",
    `the private key is of the kind ${unsupported[oid] ?? oid}, which no algorithm of the API fits (P-256, P-384, P-521, RSA)`,
    makeAnother,
  )

/** PrivateKeyInfo ::= SEQUENCE { version, SEQUENCE { algorithm, parameters }, OCTET STRING key, ... } (RFC 5208) */
const readPkcs8 = (der: Uint8Array): Read => {
  const [, algorithm, key] = Der.readSequence(der) ?? []
  if (algorithm?.tag !== Der.tags.sequence || key?.tag !== Der.tags.octetString) return damaged
  const [kind, parameters] = Der.readAll(algorithm.content) ?? []
  if (kind?.tag !== Der.tags.objectIdentifier) return damaged
  const oid = Der.oidText(kind.content)
  if (oid === oids.rsa) return readRsa(key.content, new Uint8Array(der))
  if (oid !== oids.ec) return unsupportedKind(oid)
  return Either.map(curveOf(parameters), (curve) => ecKey(curve, new Uint8Array(der)))
}

/** ECPrivateKey ::= SEQUENCE { version, OCTET STRING key, [0] curve OPTIONAL, [1] public key OPTIONAL } (RFC 5915) */
const readSec1 = (der: Uint8Array, parametersBlock: Uint8Array): Read => {
  const [, key, ...optional] = Der.readSequence(der) ?? []
  if (key?.tag !== Der.tags.octetString) return damaged
  const inside = optional.find(({ tag }) => tag === Der.tags.context0)
  const [parameters] = Der.readAll(inside?.content ?? parametersBlock) ?? []
  const byLength = curves.find(({ bytes }) => bytes === key.content.length)
  const curve = parameters === undefined && byLength !== undefined ? Either.right(byLength) : curveOf(parameters)
  return Either.map(curve, (curve) => ecKey(curve, wrap(der, oids.ec, Der.oidBytes(curve.oid))))
}

type Curve = (typeof curves)[number]

const ecKey = (curve: Curve, pkcs8: Uint8Array<ArrayBuffer>): Key => ({
  pkcs8,
  description: `a ${curve.name} key`,
  curve: curve.name,
  algorithms: [curve.algorithm],
})

const curveOf = (parameters: Der.Value | undefined): Read<Curve> => {
  if (parameters?.tag === Der.tags.sequence) {
    return refuse(
      "UnsupportedCurve",
      "the private key spells its curve out instead of naming it",
      "convert it with: openssl ec -in key.pem -param_enc named_curve -out named.pem",
    )
  }
  if (parameters?.tag !== Der.tags.objectIdentifier) return damaged
  const oid = Der.oidText(parameters.content)
  const curve = curves.find((known) => known.oid === oid)
  return curve === undefined ? unsupportedKind(oid) : Either.right(curve)
}

/** RSAPrivateKey ::= SEQUENCE { version, INTEGER modulus, ... } (RFC 8017); `pkcs8` is the same key in its container. */
const readRsa = (der: Uint8Array, pkcs8: Uint8Array<ArrayBuffer>): Read => {
  const [, modulus] = Der.readSequence(der) ?? []
  if (modulus?.tag !== Der.tags.integer) return damaged
  const bits = Der.integerBits(modulus.content)
  if (bits < 2048) {
    return refuse("TooShort", `the RSA key has ${bits} bits; the API's algorithms need 2048 or more`, makeAnother)
  }
  return Either.right({
    pkcs8,
    description: `an RSA key of ${bits} bits`,
    curve: undefined,
    algorithms: ["RS256", "RS384", "RS512"],
  })
}

const wrap = (der: Uint8Array, oid: string, parameters: Uint8Array): Uint8Array<ArrayBuffer> =>
  Der.write(
    Der.tags.sequence,
    Der.write(Der.tags.integer, Uint8Array.of(0)),
    Der.write(Der.tags.sequence, Der.oidBytes(oid), parameters),
    Der.write(Der.tags.octetString, der),
  )
