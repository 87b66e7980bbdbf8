import { constants, crc32, deflateRaw, deflateRawSync } from "node:zlib"
import * as Effect from "effect/Effect"
import type { WriteFailed } from "../Written.ts"
import { Bytes } from "../bytes/Bytes.ts"

/** XML that is deflated at a time; each piece is primed with the end of the one before. */
const PIECE = 1 << 19
/** How far back a match of deflate reaches. */
const WINDOW = 1 << 15
/** Room for what a piece becomes: commonly an eighth. */
const DEFLATED = PIECE >> 2
/** Pieces that may be under way in the thread pool at once, so that the rows cannot run ahead of the disk. */
const UNDER_WAY = 3

/** Where deflated pieces wait until the file is put together. */
export interface Store {
  readonly append: (bytes: Uint8Array) => Effect.Effect<void, WriteFailed>
  readonly read: (each: (bytes: Uint8Array) => Effect.Effect<void, WriteFailed>) => Effect.Effect<void, WriteFailed>
}

/** What the directory of a ZIP file says about a part. */
export interface Finished {
  readonly crc: number
  readonly size: number
  readonly deflated: number
}

/**
 * One part of the workbook on its way into the ZIP file. The bytes are cut into pieces that are deflated in parallel;
 * since each ends on a byte's border (Z_SYNC_FLUSH), their concatenation is one valid stream. Pieces are cut by length
 * alone, so that the same rows give the same bytes however they were batched.
 */
export class Part {
  out = new Bytes(PIECE + (PIECE >> 3))
  readonly store: Store
  private readonly pieces: Array<Promise<Buffer>> = []
  private readonly spare: Array<Buffer> = []
  /** The end of the piece before, and how much of it there is. */
  private readonly window = Buffer.allocUnsafeSlow(WINDOW)
  private primed = 0
  private crc = 0
  private size = 0
  private deflated = 0

  constructor(store: Store) {
    this.store = store
  }

  /** To be called after each row: sends a full piece to the thread pool. */
  cutWhenFull(): void {
    if (this.out.length >= PIECE) this.cut(constants.Z_SYNC_FLUSH)
  }

  /** Whether rows must wait for what is under way. */
  get isAhead(): boolean {
    return this.pieces.length > UNDER_WAY
  }

  /** Stores what has been deflated, until no more pieces than allowed are under way. */
  readonly settle = (underWay = UNDER_WAY): Effect.Effect<void, WriteFailed> =>
    Effect.suspend(() => {
      const first = this.pieces[0]
      if (first === undefined || this.pieces.length <= underWay) return Effect.void
      return Effect.promise(() => first).pipe(
        Effect.tap((bytes) => {
          void this.pieces.shift()
          this.deflated += bytes.length
          return this.store.append(bytes)
        }),
        Effect.zipRight(this.settle(underWay)),
      )
    })

  /** Ends the stream. */
  readonly finish: Effect.Effect<Finished, WriteFailed> = Effect.suspend(() => {
    this.cut(constants.Z_FINISH)
    return Effect.map(this.settle(0), () => ({ crc: this.crc, size: this.size, deflated: this.deflated }))
  })

  /** Ends the stream, behind a text that could not be known before all of it was. */
  readonly finishAfter = (text: string): Effect.Effect<Finished & Pick<Store, "read">, WriteFailed> =>
    Effect.map(this.finish, ({ crc, deflated, size }) => {
      const bytes = Buffer.from(text)
      const before = deflateRawSync(bytes, { level: 6, finishFlush: constants.Z_SYNC_FLUSH })
      return {
        crc: crcAfter(crc32(bytes), crc, size),
        size: bytes.length + size,
        deflated: before.length + deflated,
        read: (each) => Effect.zipRight(each(before), this.store.read(each)),
      }
    })

  private cut(finishFlush: number): void {
    const { out } = this
    const whole = out.buffer
    const bytes = out.view()
    const options = { level: 6, finishFlush, chunkSize: DEFLATED }
    const dictionary = this.window.subarray(0, this.primed)
    this.crc = crc32(bytes, this.crc)
    this.size += bytes.length
    const piece = new Promise<Buffer>((resolve, reject) => {
      // The dictionary is copied before the call returns.
      deflateRaw(bytes, this.primed === 0 ? options : { ...options, dictionary }, (error, deflated) => {
        this.spare.push(whole)
        if (error === null) resolve(deflated)
        else reject(error)
      })
    })
    this.primed = bytes.copy(this.window, 0, Math.max(0, bytes.length - WINDOW))
    // Whoever awaits the piece hears of a failure; until then nobody may take it for unhandled.
    piece.catch(() => undefined)
    this.pieces.push(piece)
    out.continueIn(this.spare.pop() ?? Buffer.allocUnsafeSlow(whole.length))
  }
}

const ZEROS = Buffer.alloc(1 << 16)

/**
 * The CRC-32 of bytes that follow others, when only their own is known: a CRC is linear, so as many zeros show what the
 * bytes before do to it.
 */
const crcAfter = (before: number, own: number, size: number): number => {
  const [after, alone] = [before, 0].map((start) => {
    let crc = start
    for (let left = size; left > 0; left -= ZEROS.length) crc = crc32(ZEROS.subarray(0, left), crc)
    return crc
  })
  return ((after ?? 0) ^ (alone ?? 0) ^ own) >>> 0
}
