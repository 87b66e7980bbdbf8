/** Bytes into lines, which may end with CRLF, LF or CR, wherever the pieces of a stream are cut. */

const lf = 10
const cr = 13

export interface LineEnds {
  crlf: number
  lf: number
  cr: number
}

export interface LineSplitter {
  /** The lines that these bytes complete, without their ends. */
  readonly push: (bytes: Uint8Array) => ReadonlyArray<Uint8Array>
  /** The last line, where nothing ends it. */
  readonly end: () => ReadonlyArray<Uint8Array>
  /** How many lines ended in which way. */
  readonly ends: Readonly<LineEnds>
}

export const make = (): LineSplitter => {
  const ends: LineEnds = { crlf: 0, lf: 0, cr: 0 }
  let begun: ReadonlyArray<Uint8Array> = []
  let afterCr = false

  const push = (bytes: Uint8Array) => {
    const lines: Array<Uint8Array> = []
    let start = 0
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]
      if (afterCr) {
        afterCr = false
        // The second half of CRLF ends no line of its own.
        if (byte === lf) {
          ends.crlf++
          ends.cr--
          start = at + 1
          continue
        }
      }
      if (byte !== lf && byte !== cr) continue
      lines.push(join(begun, bytes.subarray(start, at)))
      begun = []
      start = at + 1
      if (byte === lf) ends.lf++
      else {
        ends.cr++
        afterCr = true
      }
    }
    // A copy, since a stream may use its buffer again.
    if (start < bytes.length) begun = [...begun, bytes.slice(start)]
    return lines
  }

  const end = () => {
    const last = join(begun, new Uint8Array())
    begun = []
    return last.length === 0 ? [] : [last]
  }

  return { push, end, ends }
}

const join = (begun: ReadonlyArray<Uint8Array>, rest: Uint8Array): Uint8Array =>
  begun.length === 0 ? rest : Buffer.concat([...begun, rest])
