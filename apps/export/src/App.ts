/** The commands of `amili-export`: names and sentences here, everything else loaded when a command is chosen. */
import process from "node:process"
import * as Main from "@amili-cases/app-kit/Main"
import * as Tree from "@amili-cases/app-kit/Tree"
import * as Layers from "./Layers.ts"

const group = Tree.group<Layers.Platform>
const leaf = Tree.leaf<Layers.Platform>

Main.run({
  version: process.env.AMILI_VERSION ?? "unbuilt",
  layer: Layers.platform,
  root: group("amili-export", "Files of open and closed cases that accounting can rely on.", [
    leaf("closed", "Export the cases closed since the last time, each exactly once.", () =>
      import("./commands/closed.ts").then((module) => module.closed),
    ),
    leaf("open", "Export all open cases as they are now.", () =>
      import("./commands/open.ts").then((module) => module.open),
    ),
  ]),
})
