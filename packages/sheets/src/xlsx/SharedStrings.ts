import { element } from "./xmlText.ts"

/** Distinct texts that are kept: states, reasons, creditors. What comes after them is written where it stands. */
const MOST = 10_000

/** Texts that a workbook keeps once and refers to by number. */
export class SharedStrings {
  private readonly indexes = new Map<string, number>()

  /** The text's number, or -1 when the table is full. */
  indexOf(text: string): number {
    const known = this.indexes.get(text)
    if (known !== undefined) return known
    if (this.indexes.size >= MOST) return -1
    this.indexes.set(text, this.indexes.size)
    return this.indexes.size - 1
  }

  xml(): string {
    const items = Array.from(this.indexes.keys(), (text) => `<si>${element(text)}</si>`).join("")
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="${this.indexes.size}">${items}</sst>`
  }
}
