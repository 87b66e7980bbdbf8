/** Starts `amili-export`. The version is answered before anything else is loaded. */
import process from "node:process"

if (process.argv[2] === "--version" && process.argv.length === 3) {
  process.stdout.write(`${process.env.AMILI_VERSION}\n`)
} else {
  void Promise.all([import("./App.ts"), import("@amili-cases/app-kit/Main")]).then(([{ app }, Main]) => Main.run(app))
}
