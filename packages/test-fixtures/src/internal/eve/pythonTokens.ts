/** The tokens of a Python expression, and the values of its literals. */
import * as PythonJson from "../../PythonJson.ts"
import { type Value } from "../../Document.ts"

const token =
  /[ \t\f]*(?:((?:0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*)?\.\d[\d_]*(?:[eE][-+]?\d+)?|\d[\d_]*\.?(?:[eE][-+]?\d+)?)[jJ]?)|((?:[rRbBuUfF]{0,2})(?:"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'))|([\p{L}_][\p{L}\p{N}_]*)|(\*\*|\/\/|==|!=|<=|>=|<<|>>|[-+*/%<>()[\]{},.:~&|^@])|$)/uy

export const keywords = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(
    " ",
  ),
)

export interface Token {
  readonly kind: "number" | "string" | "name" | "op" | "end"
  readonly text: string
}

/** Where Python would raise a SyntaxError. */
export class SyntaxProblem extends Error {}

export const tokenize = (text: string): ReadonlyArray<Token> => {
  const tokens: Array<Token> = []
  for (let at = 0; ;) {
    token.lastIndex = at
    const found = token.exec(text)
    if (found === null) throw new SyntaxProblem(`at ${at}`)
    at = token.lastIndex
    const [, number, string, name, op] = found
    if (number !== undefined) {
      if (/^0\d*[1-9]/.test(number) && /^\d+$/.test(number)) throw new SyntaxProblem("leading zeros")
      tokens.push({ kind: "number", text: number })
      if (/^[\p{L}_\d]/u.test(text.slice(at))) throw new SyntaxProblem("invalid decimal literal")
    } else if (string !== undefined) tokens.push({ kind: "string", text: string })
    else if (name !== undefined) tokens.push({ kind: "name", text: name })
    else if (op !== undefined) tokens.push({ kind: "op", text: op })
    else {
      if (text.slice(at).trim() !== "") throw new SyntaxProblem(`at ${at}`)
      return [...tokens, { kind: "end", text: "" }]
    }
  }
}

const stringEscapes: Record<string, string> = { n: "\n", t: "\t", r: "\r", "\\": "\\", "'": "'", '"': '"', "\n": "" }

/** What a string literal stands for. */
export const stringValue = (text: string): string => {
  const start = text.search(/["']/)
  const raw = /r/i.test(text.slice(0, start))
  const width = /^("""|''')/.test(text.slice(start)) ? 3 : 1
  const inner = text.slice(start + width, -width)
  return raw
    ? inner
    : inner.replaceAll(
        /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|([^]))/g,
        (whole, x?: string, u?: string, char?: string) =>
          x !== undefined || u !== undefined
            ? String.fromCharCode(Number.parseInt(x ?? u ?? "", 16))
            : (stringEscapes[char ?? ""] ?? whole),
      )
}

/** What a number stands for. */
export const numberValue = (text: string): Value => {
  const digits = text.replaceAll("_", "")
  return /^0[xob]/i.test(digits) ? Number(digits) : PythonJson.numeral(digits.replace(/[jJ]$/, "").replace(/\.$/, ".0"))
}
