/** Text for a POSIX shell. */

/** `export NAME=value`, the value quoted where a shell would read something else into it. */
export const exportLine = (name: string, value: string): string => `export ${name}=${quote(value)}`

const quote = (text: string) => (/^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`)
