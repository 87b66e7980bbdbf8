/**
 * A schedule as lines of a crontab, between two marks: whatever else is in it stays as it is, byte for byte. cron starts
 * nothing that it has missed; the next run exports what the missed one would have.
 */
import type * as Schedule from "./Schedule.ts"

/** The lines of a schedule. What the program says goes to the end of `log`. */
export const linesOf = (
  schedule: Schedule.Schedule,
  variables: ReadonlyArray<readonly [string, string]>,
  log: string,
): string => {
  const set = variables.map(([name, value]) => `${name}=${quote(value)} `).join("")
  const command = `${set}${schedule.command.map(quote).join(" ")} >> ${quote(log)} 2>&1`
  // A bare % would be a line feed to cron.
  return `${timesOf(schedule)} ${command.replaceAll("%", String.raw`\%`)}\n`
}

/** The crontab with the lines in their place: where they were, or at the end. */
export const withLines = (crontab: string, name: string, lines: string): string => {
  const block = `${beginOf(name)}\n${lines}${endOf(name)}\n`
  const found = find(crontab, name)
  if (found !== undefined) return crontab.slice(0, found.begin) + block + crontab.slice(found.end)
  return `${crontab}${crontab === "" || crontab.endsWith("\n") ? "" : "\n"}${block}`
}

/** The crontab without them. */
export const withoutLines = (crontab: string, name: string): string => {
  const found = find(crontab, name)
  return found === undefined ? crontab : crontab.slice(0, found.begin) + crontab.slice(found.end)
}

/** The lines that are there, without their marks. */
export const linesIn = (crontab: string, name: string): string | undefined => {
  const found = find(crontab, name)
  return found && crontab.slice(found.begin + beginOf(name).length + 1, found.end - endOf(name).length - 1)
}

const beginOf = (name: string) => `# ${name}: written by amili-export schedule install`
const endOf = (name: string) => `# ${name}: end`

/** From the first mark to after the second; undefined unless both are there, as whole lines. */
const find = (crontab: string, name: string) => {
  const begin = `\n${crontab}`.indexOf(`\n${beginOf(name)}\n`)
  const end = begin === -1 ? -1 : crontab.indexOf(`\n${endOf(name)}\n`, begin)
  return end === -1 ? undefined : { begin, end: end + endOf(name).length + 2 }
}

const timesOf = ({ at, every }: Schedule.Schedule) => {
  const [hour = "", minute = ""] = at.split(":").map((part) => String(Number(part)))
  return `${minute} ${hour} ${{ day: "* * *", week: "* * 1", month: "1 * *" }[every]}`
}

const quote = (text: string) => (/^[\w./:@,+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`)
