/**
 * A chart's SVG as it stands inside the page. The library writes styles into attributes, which the page's policy refuses,
 * and names that differ from chart to chart; so it is read, and only known elements and attributes are written again.
 */
import { SaxesParser } from "saxes"
import { escape, visible } from "../../../html/markup.ts"

const elements = new Set(["svg", "g", "path", "text", "rect", "circle", "polyline", "polygon", "defs", "clipPath"])

const attributes = new Set([
  "clip-path",
  "cx",
  "cy",
  "d",
  "dominant-baseline",
  "fill",
  "fill-opacity",
  "font-size",
  "font-weight",
  "height",
  "id",
  "opacity",
  "paint-order",
  "points",
  "r",
  "rx",
  "ry",
  "stroke",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "stroke-miterlimit",
  "stroke-opacity",
  "stroke-width",
  "text-anchor",
  "transform",
  "viewBox",
  "width",
  "x",
  "y",
])

/** `name` is unique on the page: it begins the ids. */
export const safe = (svg: string, name: string, label: string): string => {
  const parser = new SaxesParser()
  const out: Array<string> = []
  /** Depth inside an element that is left out. */
  let skipped = 0
  parser.on("error", (error) => {
    throw error
  })
  parser.on("opentag", (tag) => {
    if (skipped > 0 || !elements.has(tag.name)) return void skipped++
    const { style = "", ...plain } = tag.attributes
    const all = Object.entries({ ...plain, ...declarations(style) }).filter(([key]) => attributes.has(key))
    const root = tag.name === "svg" ? ` role="img" aria-label="${escape(label)}"` : ""
    const given = all.map(([key, value]) => ` ${key}="${escape(value.replaceAll(/\bzr\d+-/g, `${name}-`))}"`)
    out.push(`<${tag.name}${root}${given.join("")}>`)
  })
  parser.on("text", (text) => {
    if (skipped === 0) out.push(escape(text.replaceAll(/\n+/g, "\n")))
  })
  parser.on("closetag", (tag) => {
    if (skipped > 0) skipped--
    else out.push(`</${tag.name}>`)
  })
  parser.write(visible(svg)).close()
  return out.join("")
}

/** `font-size:12px` and the like. */
const declarations = (style: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    style.split(";").flatMap((declaration) => {
      const [key = "", value] = declaration.split(":", 2)
      return value === undefined ? [] : [[key.trim(), value.trim()] as const]
    }),
  )
