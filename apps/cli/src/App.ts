/** The commands of `amili`: names and sentences here, everything else loaded when a command is chosen. */
import process from "node:process"
import * as Main from "@amili-cases/app-kit/Main"
import * as Tree from "@amili-cases/app-kit/Tree"
import * as Layers from "./Layers.ts"

const group = Tree.group<Layers.Platform>

Main.run({
  version: process.env.AMILI_VERSION ?? "unbuilt",
  layer: Layers.platform,
  root: group("amili", "Look up how cases stand at Amili.", []),
})
