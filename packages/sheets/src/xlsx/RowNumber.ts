import type { Ready } from "../bytes/Bytes.ts"

/** The number of a row in its sheet, with its digits ready for every cell's reference. */
export class RowNumber {
  value = 0
  readonly digits = { words: new Int32Array(2), length: 0 } satisfies Ready
  private readonly bytes = new DataView(new ArrayBuffer(8))

  set(value: number): void {
    const { bytes } = this
    const { words } = this.digits
    let length = 1
    for (let power = 10; value >= power; power *= 10) length++
    let rest = value | 0
    for (let at = length - 1; at >= 0; at--) {
      const tenth = (rest / 10) | 0
      bytes.setUint8(at, 48 + rest - tenth * 10)
      rest = tenth
    }
    words[0] = bytes.getInt32(0, true)
    words[1] = bytes.getInt32(4, true)
    this.value = value
    this.digits.length = length
  }
}
