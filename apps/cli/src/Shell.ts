/** Text for a shell: PowerShell on Windows, elsewhere one of POSIX. */
import process from "node:process"

/** A line that sets a variable, the value quoted where the shell would read something else into it. */
export const exportLine = (name: string, value: string, platform = process.platform): string =>
  platform === "win32" ? `$env:${name} = '${value.replaceAll("'", "''")}'` : `export ${name}=${quote(value)}`

const quote = (text: string) => (/^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`)
