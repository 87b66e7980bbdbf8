/** Starts `amili-export`. */
import * as Main from "@amili-cases/app-kit/Main"
import { app } from "./App.ts"

Main.run(app)
