/** The process of a side: runs one module, and says on stdout what it measured. */
import process from "node:process"
import { sample, type Timed } from "./harness/Timed.ts"
import { sides } from "./sides/index.ts"

const load = sides[process.argv[2] ?? ""]
if (load === undefined) throw new Error(`no side ${process.argv[2]}`)
const { run }: { readonly run: () => Promise<Timed> } = await load()
const told = sample(await run())
process.stdout.write(`\n${JSON.stringify(told)}`, () => process.exit(0))
