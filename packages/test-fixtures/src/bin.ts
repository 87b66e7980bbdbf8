/** `npx @amili-cases/test-fixtures`: the sandbox as a process, for programs in any language. */
import * as Either from "effect/Either"
import * as CommandLine from "./internal/start/commandLine.ts"
import { type RunningSandbox, SandboxError, startSandbox } from "./Promise.ts"

const main = async (): Promise<void> => {
  const { help, json, options } = Either.getOrThrowWith(CommandLine.read(process.argv.slice(2)), (error) => error)
  if (help) return console.log(CommandLine.help)
  const sandbox = await startSandbox(options)
  console.log(json ? JSON.stringify(sandbox.environment) : exportLines(sandbox))
  console.error(`sandbox at ${sandbox.baseUrl}. Ctrl-C stops it.`)
  const stop = () => void sandbox.close()
  process.once("SIGINT", stop).once("SIGTERM", stop)
}

/** For a shell of Unix; elsewhere, and from other programs, `--json` is easier to read. */
const exportLines = ({ environment }: RunningSandbox): string =>
  Object.entries(environment)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'`)
    .join("\n")

main().catch((error: unknown) => {
  if (!(error instanceof SandboxError)) throw error
  console.error(error.hint === undefined ? error.message : `${error.message}\n${error.hint}`)
  process.exitCode = error.exitCode ?? 1
})
