import { type Benchmark, times } from "../harness/Benchmark.ts"
import { amili, bareNode, keepingNoToken } from "../harness/apps.ts"
import * as Server from "../harness/Server.ts"

const [bare, version, show] = ["node -e 0", "amili --version", "amili case show"]
const signingIn = `${show}, authentication included`

const lookUp = (environment: Readonly<Record<string, string>>): ReadonlyArray<string> => [
  ...amili,
  "case",
  "show",
  environment["BENCH_CASE"] ?? "",
]

/** From the start of the process to its end, as a person at a terminal waits for it. */
export const startUp: Benchmark = {
  name: "start",
  about:
    "start-up of the command line, the second against the sandbox with 2,000 cases: one case, with a token that is kept from the call before and without",
  unit: "starts",
  sizes: { full: 1, quick: 1, check: 1 },
  runs: { full: 21, quick: 7 },
  warmUp: true,
  prepare: async () => {
    const server = await Server.start({ cases: 2000 })
    return { server, environment: server.environment }
  },
  sides: ({ environment, folder }) => [
    { name: bare, run: bareNode },
    { name: version, run: [...amili, "--version"] },
    { name: show, run: lookUp(environment) },
    { name: signingIn, run: lookUp(environment), environment: keepingNoToken(folder) },
  ],
  goals: () => [
    { about: "amili --version, times a bare node", measured: times(version, bare), most: 2.2 },
    { about: "amili case show, times a bare node", measured: times(show, bare), most: 4 },
    { about: `${signingIn}, times a bare node`, measured: times(signingIn, bare), most: 4 },
  ],
}
