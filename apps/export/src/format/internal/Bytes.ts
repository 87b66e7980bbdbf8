/** Bytes being written one after the other into a buffer that grows when it must. */
export class Bytes {
  buffer: Buffer
  length = 0

  constructor(capacity: number) {
    this.buffer = Buffer.allocUnsafeSlow(capacity)
  }

  /** Makes room for `count` more bytes; the other methods do not check. */
  reserve(count: number): void {
    if (this.length + count <= this.buffer.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.buffer.length * 2, this.length + count))
    this.buffer.copy(larger, 0, 0, this.length)
    this.buffer = larger
  }

  byte(value: number): void {
    this.buffer[this.length++] = value
  }

  /** Copies a few bytes; a loop beats a call of `set` below about a hundred. */
  bytes(source: Uint8Array): void {
    const target = this.buffer
    let at = this.length
    for (let i = 0; i < source.length; i++) target[at++] = source[i] ?? 0
    this.length = at
  }

  /** Text of ASCII characters only. */
  ascii(text: string): void {
    const target = this.buffer
    let at = this.length
    for (let i = 0; i < text.length; i++) target[at++] = text.charCodeAt(i)
    this.length = at
  }

  /** Text as UTF-8; what is half of a surrogate pair becomes U+FFFD. */
  utf8(text: string): void {
    this.reserve(text.length * 3)
    this.length += this.buffer.write(text, this.length, "utf8")
  }

  /** A whole number that is not negative. */
  digits(value: number): void {
    if (value > 0x7fffffff) return this.ascii(String(value))
    let count = 1
    for (let limit = 10; limit <= value; limit *= 10) count++
    const target = this.buffer
    let rest = value
    for (let at = this.length + count - 1; at >= this.length; at--) {
      const next = (rest / 10) | 0
      target[at] = 48 + rest - next * 10
      rest = next
    }
    this.length += count
  }

  view(): Buffer {
    return this.buffer.subarray(0, this.length)
  }
}
