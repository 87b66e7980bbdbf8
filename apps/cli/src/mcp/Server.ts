/** The MCP server on stdin and stdout, until stdin ends. */
import process from "node:process"
import * as readline from "node:readline"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as McpServer from "@effect/ai/McpServer"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Mailbox from "effect/Mailbox"
import * as Option from "effect/Option"
import * as Sink from "effect/Sink"
import * as Stream from "effect/Stream"
import { version } from "../Version.ts"
import * as caseTools from "./caseTools.ts"
import * as Messages from "./Messages.ts"
import * as payoutTools from "./payoutTools.ts"
import * as Tool from "./Tool.ts"

/** Requests, as the library reads them; the end comes only when each has been answered, since the library then stops at once. */
const requests = <E>({ receive, settled }: Messages.Messages<E>): Stream.Stream<Uint8Array, E> =>
  Stream.suspend(() =>
    Stream.fromAsyncIterable<string, unknown>(readline.createInterface({ input: process.stdin }), (cause) => cause),
  ).pipe(
    Stream.orElse(() => Stream.empty),
    Stream.mapEffect(receive),
    Stream.filterMap(Option.map((line) => new TextEncoder().encode(line))),
    Stream.concat(Stream.drain(Stream.fromEffect(settled))),
  )

const decoder = new TextDecoder()
const answers = <E>({ send }: Messages.Messages<E>) =>
  Sink.forEach((part: Uint8Array | string) => send(typeof part === "string" ? part : decoder.decode(part)))

const tools = (debtor: boolean) =>
  Layer.effectDiscard(
    Effect.all([
      Tool.register(caseTools.show(debtor)),
      Tool.register(caseTools.search(debtor)),
      Tool.register(caseTools.summary),
      Tool.register(payoutTools.show),
    ]),
  )

/** Debtors' names and numbers are in the answers only where `debtor` says so. */
export const run = (debtor: boolean) =>
  Effect.scoped(
    Effect.gen(function* () {
      const messages = yield* Messages.make(Output.write)
      const stdin = Mailbox.toStream(yield* Mailbox.fromStream(requests(messages)))
      const stdio = McpServer.layerStdio({ name: "amili", version, stdin, stdout: answers(messages) })
      const serving = yield* Effect.forkScoped(Layer.launch(Layer.provide(tools(debtor), stdio)))
      const exit = yield* Fiber.await(serving)
      // The library interrupts the server when stdin ends: the client has gone.
      if (!Exit.isInterrupted(exit)) yield* exit
    }),
  )
