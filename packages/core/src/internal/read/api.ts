/** What reading needs of the client. */
import type { AmiliClient } from "../../AmiliClient.ts"

export type Api = Pick<AmiliClient, "get">
