/** The namespace of a document's root element, from the first bytes of the document; undefined where they show none. */
import { SaxesParser } from "saxes"

export const rootNamespace = (head: Uint8Array): string | undefined => {
  let namespace: string | undefined
  const parser = new SaxesParser({ xmlns: true })
  parser.on("error", () => {})
  parser.on("opentag", ({ uri }) => {
    namespace ??= uri
  })
  parser.write(textOf(head))
  return namespace
}

/** Good enough for names, which are plain ASCII: every other byte of UTF-16 is zero, and marks are no part of XML. */
const textOf = (head: Uint8Array): string => {
  const ascii = Array.from(
    head.filter((byte) => byte !== 0 && byte < 0x80),
    (byte) => String.fromCharCode(byte),
  )
  return ascii.join("")
}
