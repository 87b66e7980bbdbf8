/** Starts `amili`. */
import { app } from "./App.ts"
import * as Main from "@amili-cases/app-kit/process/Main"

Main.run(app)
