import { generateKeyPairSync, sign, type KeyObject } from "node:crypto"

const hashes: Record<string, string> = { "256": "sha256", "384": "sha384", "512": "sha512" }
const curves: Record<string, string> = { ES256: "prime256v1", ES384: "secp384r1", ES512: "secp521r1" }

export const keyPair = (algorithm: string) =>
  algorithm.startsWith("RS")
    ? generateKeyPairSync("rsa", { modulusLength: 2048 })
    : generateKeyPairSync("ec", { namedCurve: curves[algorithm] ?? "prime256v1" })

export const jwt = (algorithm: string, key: KeyObject, payload: object): string => {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url")
  const signed = `${encode({ alg: algorithm, typ: "JWT" })}.${encode(payload)}`
  const signature = sign(hashes[algorithm.slice(2)] ?? "sha256", Buffer.from(signed), {
    key,
    dsaEncoding: "ieee-p1363",
  })
  return `${signed}.${signature.toString("base64url")}`
}
