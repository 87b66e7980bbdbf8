/** Bytes that are written again and again, kept as words of four: a row of markup is copied in a third of the time. */
export interface Ready {
  /** Little-endian; the last one may reach beyond the end. */
  readonly words: Int32Array
  readonly length: number
}

/** A text as UTF-8, to be written again and again with `Bytes.ready`. */
export const ready = (text: string): Ready => readyBytes(Buffer.from(text))

/** A copy of bytes, to be written again and again with `Bytes.ready`. */
export const readyBytes = (bytes: Uint8Array): Ready => {
  const { length } = bytes
  const padded = Buffer.alloc(length + 3)
  padded.set(bytes)
  return { length, words: Int32Array.from({ length: Math.ceil(length / 4) }, (_, at) => padded.readInt32LE(at * 4)) }
}

/** Bytes being written one after the other into a buffer that grows when it must. */
export class Bytes {
  buffer: Buffer
  length = 0
  /** The same bytes, to be read and written four at a time. */
  words: DataView

  constructor(capacity: number) {
    this.buffer = Buffer.allocUnsafeSlow(capacity)
    this.words = viewOf(this.buffer)
  }

  /** Begins anew in another buffer. */
  continueIn(buffer: Buffer): void {
    this.buffer = buffer
    this.words = viewOf(buffer)
    this.length = 0
  }

  /** Makes room for `count` more bytes; what is marked "unchecked" relies on it. */
  reserve(count: number): void {
    if (this.length + count <= this.buffer.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.buffer.length * 2, this.length + count))
    this.buffer.copy(larger, 0, 0, this.length)
    this.buffer = larger
    this.words = viewOf(larger)
  }

  /** One byte, unchecked. */
  byte(value: number): void {
    this.buffer[this.length++] = value
  }

  /** What was made ready, unchecked: needs room for three bytes more than it writes. */
  ready({ length, words }: Ready): void {
    const target = this.words
    let at = this.length
    for (let i = 0; i < words.length; i++, at += 4) target.setInt32(at, words[i] ?? 0, true)
    this.length += length
  }

  /** Text of ASCII characters only, unchecked. */
  ascii(text: string): void {
    const target = this.buffer
    let at = this.length
    for (let i = 0; i < text.length; i++) target[at++] = text.charCodeAt(i)
    this.length = at
  }

  /** Text of characters below U+0800, as UTF-8: quicker than a call on a few of them. Writes nothing if there are others. */
  alphabetic(text: string): boolean {
    this.reserve(text.length * 2)
    const target = this.buffer
    let at = this.length
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code < 0x80) target[at++] = code
      else if (code < 0x800) {
        target[at++] = 0xc0 | (code >> 6)
        target[at++] = 0x80 | (code & 0x3f)
      } else return false
    }
    this.length = at
    return true
  }

  /** Text as UTF-8; what is half of a surrogate pair becomes U+FFFD. */
  utf8(text: string): void {
    this.reserve(text.length * 3)
    this.length += this.buffer.write(text, this.length, "utf8")
  }

  view(): Buffer {
    return this.buffer.subarray(0, this.length)
  }
}

const viewOf = (buffer: Buffer): DataView => new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength)
