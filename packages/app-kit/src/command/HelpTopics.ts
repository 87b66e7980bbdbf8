/** Help that belongs to no command: `amili help exit-codes`. */
import * as ExitCode from "../process/ExitCode.ts"
import * as Output from "../terminal/Output.ts"
import * as Tree from "./Tree.ts"

/** The table of exit codes, as every command of the program keeps them. */
export const exitCodes = (program: string): Tree.Leaf<never> =>
  Tree.leaf("exit-codes", "List the exit codes and what they mean.", () =>
    Promise.resolve({
      flags: [],
      positionals: [],
      details: ["Every command ends with one of these. A script can rely on them; the table is tested."],
      examples: [{ command: `${program} help exit-codes`, effect: "the table" }],
      run: () =>
        Output.write(ExitCode.table.map(({ code, meaning }) => `${String(code).padStart(3)}  ${meaning}\n`).join("")),
    }),
  )
