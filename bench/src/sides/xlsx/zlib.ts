/** The least that one thread can do: deflating the XML of the sheet that ours has written, to a file. */
import { createReadStream, createWriteStream, rmSync } from "node:fs"
import { pipeline } from "node:stream/promises"
import { createDeflateRaw } from "node:zlib"
import { timed, type Timed } from "../../harness/Timed.ts"
import { unpack } from "./sheet.ts"
import { pathOf } from "./workbook.ts"

export const run = async (): Promise<Timed> => {
  const [xml, deflated] = [`${pathOf("ours")}.xml`, `${pathOf("ours")}.deflated`]
  await unpack(pathOf("ours"), xml)
  const { time } = await timed(() =>
    pipeline(
      createReadStream(xml, { highWaterMark: 1 << 20 }),
      createDeflateRaw({ level: 6, chunkSize: 1 << 17 }),
      createWriteStream(deflated),
    ),
  )
  rmSync(xml)
  rmSync(deflated)
  return { ...time, answer: "" }
}
