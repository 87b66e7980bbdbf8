/** What pages look like on the screen and on paper; their policy allows it by its hash. */
export const style = `
@page { size: A4; margin: 16mm 15mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; } }
* { box-sizing: border-box; }
html { color: #1b1b1b; background: #fff; font: 10pt/1.45 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
body { max-width: 182mm; margin: 8mm auto; padding: 0 1mm; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 20pt; line-height: 1.2; color: #1f4e78; }
h2 { margin: 0 0 2mm; font-size: 12.5pt; color: #1f4e78; break-after: avoid; }
section { margin-top: 7mm; }
p { margin: 0 0 2mm; }
.note { color: #595959; }
.verdict { margin: 4mm 0 0; padding: 3mm 4mm; border: 1px solid #1b1b1b; border-left-width: 3mm; }
.verdict strong { font-size: 13pt; }
.verdict ul { margin: 1mm 0 0; padding-left: 5mm; }
.balances { border-color: #2e6b34; }
.needs_person { border-color: #8a5a00; }
.fails { border-color: #9c0006; }
.figures { display: grid; grid-template-columns: repeat(4, 1fr); gap: 3mm; margin: 5mm 0 0; }
.figures div { border-top: 2px solid #1f4e78; padding-top: 1.5mm; }
.figures dt { color: #595959; font-size: 9pt; }
.figures dd { margin: 0; font-size: 12pt; font-weight: 600; font-variant-numeric: tabular-nums; }
table { width: 100%; border-collapse: collapse; font-size: 9pt; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: #595959; padding-bottom: 1mm; }
th, td { padding: 0.8mm 1.5mm; line-height: 1.35; text-align: left; vertical-align: top; border-bottom: 1px solid #d0d0d0; }
thead th { color: #fff; background: #1f4e78; border: 0; vertical-align: bottom; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
tbody th { font-weight: 400; }
tfoot th, tfoot td { font-weight: 600; border-top: 1px solid #1b1b1b; border-bottom: 0; }
.number { text-align: right; white-space: nowrap; overflow-wrap: normal; }
.word { white-space: nowrap; overflow-wrap: normal; }
.text { min-width: 20mm; }
.key { color: #595959; font-size: 8.5pt; }
.bad { font-weight: 700; color: #9c0006; }
tr, svg, .figures, .verdict, .signatures, footer { break-inside: avoid; }
tbody tr:nth-child(-n + 3) { break-after: avoid; }
thead { display: table-header-group; }
tfoot { display: table-row-group; }
svg { display: block; width: 100%; height: auto; margin: 1mm 0 3mm; }
svg text { font-family: inherit; }
.signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 12mm; }
.signatures p { margin-top: 12mm; border-top: 1px solid #1b1b1b; padding-top: 1mm; font-size: 9pt; }
.origin { display: grid; grid-template-columns: max-content 1fr; gap: 0.5mm 4mm; font-size: 9pt; margin: 0; }
.origin dt { color: #595959; }
.origin dd { margin: 0; }
@media print { body { max-width: none; margin: 0; padding: 0; } }
@media (max-width: 600px) { .figures { grid-template-columns: 1fr 1fr; } .wide { overflow-x: auto; } }
`
