/** Starts `amili-fleet`. */
import * as Main from "@amili-cases/app-kit/process/Main"
import { app } from "./App.ts"

Main.run(app)
