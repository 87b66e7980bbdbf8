/** An element of an XML part, as far as the tests look at one. */
export interface Element {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: Array<Element>
  text: string
}

const TOKEN = /<\?[^>]*\?>|<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }

/** Reads a part strictly: whatever is not well-formed, or more than writers of workbooks need, is an error. */
export const parse = (xml: string): Element => {
  const root: Element = { name: "", attributes: new Map(), children: [], text: "" }
  const open = [root]
  let at = 0
  for (const [token, end, name = "", attributes = "", empty, text] of xml.matchAll(TOKEN)) {
    at += token.length
    const parent = open.at(-1) ?? root
    if (text !== undefined) parent.text += plain(text)
    else if (end === "/") {
      if (parent.name !== name || open.length === 1) throw new Error(`</${name}> ends <${parent.name}>`)
      open.pop()
    } else if (name !== "") {
      const element = { name, attributes: attributesIn(attributes), children: [], text: "" }
      parent.children.push(element)
      if (empty !== "/") open.push(element)
    }
  }
  if (at !== xml.length || open.length > 1) throw new Error(`not well-formed at ${at}: ${xml.slice(at, at + 80)}`)
  const [first, ...others] = root.children
  if (first === undefined || others.length > 0) throw new Error("a part has one outermost element")
  return first
}

const attributesIn = (text: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const [, name = "", value = ""] of text.matchAll(/([\w:]+)="([^"]*)"/g)) {
    if (found.has(name)) throw new Error(`${name} stands twice`)
    found.set(name, plain(value))
  }
  return found
}

const plain = (text: string): string =>
  text.replace(/&(\w*);?/g, (all, name: string) => {
    const char = ENTITIES[name]
    if (char === undefined || !all.endsWith(";")) throw new Error(`${all} is no character`)
    return char
  })

/** Every element of the name, at any depth. */
export const all = (element: Element, name: string): ReadonlyArray<Element> => [
  ...(element.name === name ? [element] : []),
  ...element.children.flatMap((child) => all(child, name)),
]
