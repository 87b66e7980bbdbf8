/**
 * As much of DER (the binary form inside a PEM, ITU-T X.690) as it takes to look into a private key and to put an older
 * container (SEC1, PKCS#1) into PKCS#8, the only one that WebCrypto imports. A value is a tag byte, a length, and the
 * content; readers return `undefined` for anything malformed.
 */

export interface Value {
  readonly tag: number
  readonly content: Uint8Array
}

export const tags = {
  integer: 0x02,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  sequence: 0x30,
  /** `[0]`, where SEC1 keeps the curve. */
  context0: 0xa0,
}

/** All values that stand one after the other in `bytes`; nothing may be left over. */
export const readAll = (bytes: Uint8Array): ReadonlyArray<Value> | undefined => {
  const values: Array<Value> = []
  let at = 0
  while (at < bytes.length) {
    const tag = bytes[at]
    const length = readLength(bytes, at + 1)
    if (tag === undefined || length === undefined || length.contentAt + length.content > bytes.length) return undefined
    const end = length.contentAt + length.content
    values.push({ tag, content: bytes.subarray(length.contentAt, end) })
    at = end
  }
  return values
}

/** The members of the one SEQUENCE that `bytes` consists of. */
export const readSequence = (bytes: Uint8Array): ReadonlyArray<Value> | undefined => {
  const values = readAll(bytes)
  const [only] = values ?? []
  return values?.length === 1 && only?.tag === tags.sequence ? readAll(only.content) : undefined
}

/** Up to 127 in the byte itself; above, the byte counts the bytes of the length. Keys never need more than three. */
const readLength = (bytes: Uint8Array, at: number): { contentAt: number; content: number } | undefined => {
  const first = bytes[at]
  if (first === undefined || first === 0x80 || first > 0x83) return undefined
  if (first < 0x80) return { contentAt: at + 1, content: first }
  const contentAt = at + 1 + (first & 0x7f)
  if (contentAt > bytes.length) return undefined
  return { contentAt, content: bytes.subarray(at + 1, contentAt).reduce((sum, byte) => sum * 256 + byte, 0) }
}

export const write = (tag: number, ...contents: ReadonlyArray<Uint8Array>): Uint8Array<ArrayBuffer> => {
  const length = contents.reduce((sum, content) => sum + content.length, 0)
  return concat([Uint8Array.of(tag, ...lengthBytes(length)), ...contents])
}

const lengthBytes = (length: number): ReadonlyArray<number> => {
  if (length < 0x80) return [length]
  const bytes: Array<number> = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return [0x80 + bytes.length, ...bytes]
}

const concat = (parts: ReadonlyArray<Uint8Array>): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** `1.2.840.10045.3.1.7`: base-128 numbers, high bit on all bytes but the last; the first number holds two arcs. */
export const oidText = (content: Uint8Array): string => {
  const numbers: Array<number> = []
  let number = 0
  for (const byte of content) {
    number = number * 128 + (byte & 0x7f)
    if (byte < 0x80) {
      numbers.push(number)
      number = 0
    }
  }
  const [head = 0, ...rest] = numbers
  const first = Math.min(Math.floor(head / 40), 2)
  return [first, head - first * 40, ...rest].join(".")
}

export const oidBytes = (text: string): Uint8Array<ArrayBuffer> => {
  const [first = 0, second = 0, ...rest] = text.split(".").map(Number)
  return write(tags.objectIdentifier, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)))
}

const base128 = (number: number): ReadonlyArray<number> => {
  const bytes = [number % 128]
  for (let rest = Math.floor(number / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift(0x80 + (rest % 128))
  return bytes
}

/** Length in bits of an INTEGER's content, without the sign byte. */
export const integerBits = (content: Uint8Array): number => {
  const start = content.findIndex((byte) => byte !== 0)
  const first = content[start]
  return first === undefined ? 0 : (content.length - start - 1) * 8 + (32 - Math.clz32(first))
}
