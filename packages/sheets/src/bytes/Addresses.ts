import { Bytes } from "./Bytes.ts"

/** Bytes that are kept together: as strings the addresses of a million rows took 25 MB. */
const BLOCK = 1 << 16

/** Bytes before the rest of an address: how many it shares with the one before, and how many follow, in three bytes. */
const HEAD = 4
const MOST_SHARED = 0xff

/** Addresses in their order, each kept as what sets it apart from the one before: a third of their text. */
export class Addresses {
  /** Whether any of them is not empty. */
  some = false
  private readonly blocks: Array<Bytes> = []
  private previous = new Bytes(256)
  private next = new Bytes(256)

  add(address: string): void {
    const { next, previous } = this
    if (address !== "") this.some = true
    next.length = 0
    next.utf8(address)
    const most = Math.min(next.length, previous.length, MOST_SHARED)
    let shared = 0
    while (shared < most && next.buffer[shared] === previous.buffer[shared]) shared++
    const rest = next.length - shared
    const block = this.roomFor(HEAD + rest)
    block.byte(shared)
    block.byte(rest & 0xff)
    block.byte((rest >> 8) & 0xff)
    block.byte(rest >> 16)
    next.buffer.copy(block.buffer, block.length, shared, next.length)
    block.length += rest
    this.next = previous
    this.previous = next
  }

  /** From the first; none may be added meanwhile. */
  *[Symbol.iterator](): Generator<string, void> {
    const address = new Bytes(256)
    for (const { buffer, length } of this.blocks) {
      for (let at = 0; at < length;) {
        const shared = buffer.readUInt8(at)
        const rest = buffer.readUIntLE(at + 1, 3)
        address.length = shared
        address.reserve(rest)
        buffer.copy(address.buffer, shared, at + HEAD, at + HEAD + rest)
        address.length += rest
        yield address.view().toString("utf8")
        at += HEAD + rest
      }
    }
  }

  private roomFor(count: number): Bytes {
    const last = this.blocks.at(-1)
    if (last !== undefined && last.length + count <= last.buffer.length) return last
    const block = new Bytes(Math.max(BLOCK, count))
    this.blocks.push(block)
    return block
  }
}
