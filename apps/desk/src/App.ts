/** The program `amili-desk`, which is one command: everything but its name is loaded when it runs. */
import * as UiLanguageOption from "@amili-cases/app-kit/command/UiLanguageOption"
import * as Tree from "@amili-cases/app-kit/command/Tree"
import type * as Main from "@amili-cases/app-kit/process/Main"
import type { Platform } from "./Layers.ts"
import { version } from "./Version.ts"

export const app: Main.App<Platform, never> = {
  version,
  layer: () => import("./Layers.ts").then((layers) => layers.platform),
  root: Tree.leaf<Platform>("amili-desk", "Work with cases and exports in the browser, on this machine alone.", () =>
    import("./commands/desk.ts").then((module) => UiLanguageOption.add(module.desk)),
  ),
  speaksSwedish: true,
}
