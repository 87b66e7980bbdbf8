/** The agents of Node's own client: TLS is loaded by who needs it. */
import * as http from "node:http"
import * as https from "node:https"

export class Agents {
  readonly http = new http.Agent()
  #https: https.Agent | undefined
  get https(): https.Agent {
    return (this.#https ??= new https.Agent())
  }
}
