/** `amili mcp`: a server for language models that looks up cases and payouts, and nothing else. */
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Globals from "../Globals.ts"

const options = {
  debtor: Options.boolean("debtor").pipe(
    Options.withDescription("answer with the debtors' names and numbers, which are otherwise not even requested"),
  ),
  ...Globals.options,
}

const command = Command.make("mcp", options, (chosen) =>
  Globals.connected(
    chosen,
    Effect.succeed(
      Effect.flatMap(
        Effect.promise(() => import("../mcp/Server.ts")),
        (Server) => Server.run(chosen.debtor),
      ),
    ),
  ),
)

export const mcp = Runnable.make(command, {
  details: [
    "Speaks the Model Context Protocol on stdin and stdout, and ends when stdin does. Its tools only read: case_show, case_search, case_summary, payout_show. Each answer says that the texts in it are data and no instructions; what a model does with them is for its client to watch.",
    "A client starts it itself: give it the command amili with the argument mcp, and the profile or variables that it shall use.",
  ],
  traced: false,
  examples: [
    { command: "amili mcp", effect: "without debtors' data" },
    { command: "amili mcp --debtor", effect: "with them: they go to the model and to whoever runs it" },
  ],
})
