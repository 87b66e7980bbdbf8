/** Starts `amili`. */
import { app } from "./App.ts"
import * as Main from "@amili-cases/app-kit/Main"

Main.run(app)
