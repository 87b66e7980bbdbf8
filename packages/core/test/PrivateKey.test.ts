import { createVerify, generateKeyPairSync, type KeyObject } from "node:crypto"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { SignJWT } from "jose"
import * as Der from "../src/internal/auth/der.ts"
import * as PrivateKey from "../src/PrivateKey.ts"
import { block, type Container, ec, pem, publicKeyOf, rsa, sec1WithoutCurve, secret } from "./fixtures/keys.ts"

const rsaKey = rsa(2048)
const keys = { prime256v1: ec("prime256v1"), secp384r1: ec("secp384r1"), secp521r1: ec("secp521r1") }

/** Signs with what we read and lets Node, which knows the key from its own object, verify. */
const signsFor = (key: KeyObject, { algorithm, key: read }: PrivateKey.PrivateKey) =>
  Effect.promise(async () => {
    const jwt = await new SignJWT({ hello: "there" }).setProtectedHeader({ alg: algorithm }).sign(read)
    const [head, payload, signature = ""] = jwt.split(".")
    return createVerify(`SHA${algorithm.slice(2)}`)
      .update(`${head}.${payload}`)
      .verify({ key: publicKeyOf(key), dsaEncoding: "ieee-p1363" }, signature, "base64url")
  })

const refusal = (text: string, algorithm?: PrivateKey.Algorithm) =>
  PrivateKey.fromPem(secret(text), algorithm).pipe(
    Effect.flip,
    Effect.map(({ hint, message, reason }) => `${reason}: ${message}; ${hint}`),
  )

describe("PrivateKey", () => {
  it.effect.each([
    ["prime256v1", "ES256"],
    ["secp384r1", "ES384"],
    ["secp521r1", "ES512"],
  ] as const)("takes the algorithm from the curve %s", ([curve, algorithm]) =>
    Effect.gen(function* () {
      for (const container of ["sec1", "pkcs8"] as const) {
        const read = yield* PrivateKey.fromPem(secret(pem(keys[curve], container)))
        expect(read.algorithm).toBe(algorithm)
        expect(yield* signsFor(keys[curve], read)).toBe(true)
      }
    }),
  )

  it.effect("signs RS256 with an RSA key, and another size when it is asked for", () =>
    Effect.gen(function* () {
      for (const container of ["pkcs1", "pkcs8"] satisfies ReadonlyArray<Container>) {
        const usual = yield* PrivateKey.fromPem(secret(pem(rsaKey, container)))
        expect(usual.algorithm).toBe("RS256")
        expect(yield* signsFor(rsaKey, usual)).toBe(true)
      }
      for (const algorithm of ["RS384", "RS512"] as const) {
        const asked = yield* PrivateKey.fromPem(secret(pem(rsaKey, "pkcs1")), algorithm)
        expect(asked.algorithm).toBe(algorithm)
        expect(yield* signsFor(rsaKey, asked)).toBe(true)
      }
    }),
  )

  const asOneLine = (mark: string) => (text: string) => text.replaceAll("\n", mark)
  it.effect.each([
    ["line breaks of Windows", asOneLine("\r\n")],
    ["line breaks written as \\n", asOneLine("\\n")],
    ["line breaks written as \\r\\n", asOneLine("\\r\\n")],
    ["doubled backslashes", asOneLine("\\\\n")],
    ["a byte order mark and blanks around", (text: string) => `\ufeff  ${text}  `],
    ["everything in base64", (text: string) => Buffer.from(text).toString("base64")],
  ] as const)("reads a key with %s", ([, changed]) =>
    Effect.gen(function* () {
      for (const [key, container] of [
        [keys.prime256v1, "sec1"],
        [keys.prime256v1, "pkcs8"],
        [rsaKey, "pkcs1"],
      ] as const) {
        const read = yield* PrivateKey.fromPem(secret(changed(pem(key, container))))
        expect(yield* signsFor(key, read)).toBe(true)
      }
    }),
  )

  it.effect.each(["prime256v1", "secp384r1", "secp521r1"] as const)(
    "reads SEC1 on %s without curve and public key, by the length of the number",
    (curve) =>
      Effect.gen(function* () {
        const read = yield* PrivateKey.fromPem(secret(sec1WithoutCurve(keys[curve])))
        expect(yield* signsFor(keys[curve], read)).toBe(true)
      }),
  )

  it.effect("reads what stands around the key: EC PARAMETERS, text, CRLF, a certificate, line breaks spelt \\n", () =>
    Effect.gen(function* () {
      const key = keys.secp384r1
      const parameters = block("EC PARAMETERS", Buffer.from("06052b81040022", "hex"))
      const certificate = block("CERTIFICATE", Buffer.from("3000", "hex"))
      const texts = [
        parameters + pem(key, "sec1"),
        parameters + sec1WithoutCurve(key),
        `Bag Attributes\n  friendlyName: x\n${pem(key, "pkcs8")}`,
        certificate + pem(key, "sec1"),
        pem(key, "sec1").replaceAll("\n", "\r\n"),
        pem(key, "pkcs8").replaceAll("\n", "\\n"),
        `\uFEFF${pem(key, "pkcs8")}`,
      ]
      for (const text of texts) {
        expect(yield* signsFor(key, yield* PrivateKey.fromPem(secret(text)))).toBe(true)
      }
    }),
  )

  it.effect("says which key it refuses and what to do", () =>
    Effect.gen(function* () {
      const passphrase = { cipher: "aes-256-cbc", passphrase: "x", format: "pem" } as const
      const p256 = keys.prime256v1
      const encrypted = /^Encrypted: the private key is encrypted with a passphrase; .*openssl pkey/
      expect(yield* refusal(p256.export({ type: "pkcs8", ...passphrase }).toString())).toMatch(encrypted)
      expect(yield* refusal(p256.export({ type: "sec1", ...passphrase }).toString())).toMatch(encrypted)
      expect(yield* refusal(rsaKey.export({ type: "pkcs1", ...passphrase }).toString())).toMatch(encrypted)

      const spki = publicKeyOf(p256).export({ type: "spki", format: "pem" }).toString()
      const rsaPublic = publicKeyOf(rsaKey).export({ type: "pkcs1", format: "pem" }).toString()
      for (const text of [spki, rsaPublic]) {
        expect(yield* refusal(text)).toMatch(/^NotPrivate: this is a public key, not a private key; point to/)
      }
      expect(yield* refusal(block("CERTIFICATE", p256.export({ type: "sec1", format: "der" })))).toMatch(
        /^NotPrivate: this is a certificate, not/,
      )
      expect(yield* refusal(block("CERTIFICATE REQUEST", Buffer.of(0x30, 0)))).toMatch(/a certificate request, not/)

      expect(yield* refusal(pem(rsa(1024), "pkcs1"))).toMatch(/^TooShort: the RSA key has 1024 bits; .* 2048/)
      expect(yield* refusal(pem(rsa(2040), "pkcs8"))).toMatch(/^TooShort: the RSA key has 2040 bits/)

      for (const container of ["sec1", "pkcs8"] as const) {
        expect(yield* refusal(pem(ec("secp256k1"), container))).toMatch(
          /^UnsupportedCurve: .* secp256k1, which no algorithm .*; make one with: openssl ecparam -name prime256v1/,
        )
      }
      expect(yield* refusal(pem(ec("secp224r1"), "sec1"))).toMatch(/P-224/)
      expect(yield* refusal(pem(ec("secp112r1"), "sec1"))).toMatch(/kind 1\.3\.132\.0\.6,/)
      expect(yield* refusal(block("OPENSSH PRIVATE KEY", Buffer.of(1)))).toMatch(/^UnsupportedFormat: .*ssh-keygen -p/)
      expect(yield* refusal(block("DSA PRIVATE KEY", Buffer.of(1)))).toMatch(/^UnsupportedFormat: .* DSA PRIVATE KEY/)
      expect(yield* refusal("")).toMatch(/^Unreadable: the private key is not a PEM text; .*-----BEGIN/)
      expect(yield* refusal("-----BEGIN PRIVATE KEY-----\nMIGH")).toMatch(/^Unreadable: .* not a PEM text/)
    }),
  )

  it.effect("says what is wrong inside a key", () =>
    Effect.gen(function* () {
      const { integer, octetString, sequence } = Der.tags
      const number = Der.write(octetString, new Uint8Array(32).fill(7))
      const curveSpelt = Der.write(Der.tags.context0, Der.write(sequence, Der.write(integer, Uint8Array.of(1))))
      const sec1 = (...rest: ReadonlyArray<Uint8Array>) =>
        block("EC PRIVATE KEY", Der.write(sequence, Der.write(integer, Uint8Array.of(1)), ...rest))
      expect(yield* refusal(sec1(number, curveSpelt))).toMatch(
        /^UnsupportedCurve: the private key spells its curve out instead of naming it; .*-param_enc named_curve/,
      )
      const damaged = "Unreadable: the private key is damaged: its content is not a key; fetch the file anew"
      expect(yield* refusal(sec1())).toBe(damaged)
      expect(yield* refusal(sec1(Der.write(octetString, new Uint8Array(20))))).toBe(damaged)
      for (const label of ["PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY"]) {
        expect(yield* refusal(block(label, Buffer.from("not DER")))).toBe(damaged)
        expect(yield* refusal(`-----BEGIN ${label}-----\n!!!!\n-----END ${label}-----`)).toBe(damaged)
        expect(yield* refusal(`-----BEGIN ${label}-----\n-----END ${label}-----`)).toBe(damaged)
      }
      const zero = Der.write(octetString, new Uint8Array(32))
      expect(yield* refusal(sec1(zero))).toBe(
        "Unreadable: the private key looks like a P-256 key, but it cannot be imported; check it with: openssl pkey -in key.pem -noout -check",
      )
    }),
  )

  it.effect("refuses Ed25519 by name", () =>
    Effect.gen(function* () {
      const { privateKey } = generateKeyPairSync("ed25519")
      expect(yield* refusal(pem(privateKey, "pkcs8"))).toMatch(/^UnsupportedCurve: .* Ed25519, which no algorithm/)
    }),
  )

  it.effect("gives a key that cannot be exported again", () =>
    Effect.gen(function* () {
      const { key } = yield* PrivateKey.fromPem(secret(pem(keys.prime256v1, "sec1")))
      expect(key.extractable).toBe(false)
    }),
  )

  it.effect("refuses an algorithm that the key does not fit", () =>
    Effect.gen(function* () {
      expect(yield* refusal(pem(keys.prime256v1, "sec1"), "ES512")).toBe(
        "WrongAlgorithm: the private key is a P-256 key, which signs ES256 and not ES512; leave the algorithm out: it follows from the key",
      )
      expect(yield* refusal(pem(rsaKey, "pkcs1"), "ES256")).toMatch(/an RSA key of 2048 bits, .* RS256, RS384, RS512/)
    }),
  )
})
