/** An element of an XML document, read completely, and how to find what stands in it. */

export interface XmlElement {
  /** Local name; undefined for an element of another namespace than the document's. */
  readonly name: string | undefined
  readonly line: number
  readonly attributes: Readonly<Record<string, string>>
  readonly parent: XmlElement | undefined
  readonly children: ReadonlyArray<XmlElement>
  /** Character data exactly as written, without that of children. */
  readonly text: string
}

/** Every element on the path of names below `element`. */
export const all = (element: XmlElement, ...path: ReadonlyArray<string>): ReadonlyArray<XmlElement> => {
  let found: ReadonlyArray<XmlElement> = [element]
  for (const name of path) found = found.flatMap(({ children }) => children.filter((child) => child.name === name))
  return found
}

/** The first element on the path, if there is one. */
export const first = (element: XmlElement, ...path: ReadonlyArray<string>): XmlElement | undefined =>
  all(element, ...path)[0]

/** The text of the first element on the path without surrounding blanks, for codes, numbers and ids; undefined where empty. */
export const word = (element: XmlElement, ...path: ReadonlyArray<string>): string | undefined => {
  const text = first(element, ...path)?.text.trim()
  return text === "" ? undefined : text
}
