/** Requests and answers as plain values: everything the sandbox says is computed without a socket. */
import * as Accept from "./internal/http/Accept.ts"
import { type Document } from "./Document.ts"
import * as PythonJson from "./PythonJson.ts"
import { type Refusal } from "./internal/http/Refusal.ts"
import * as Xml from "./internal/http/Xml.ts"

/** A request as the server sees it, without a body: the sandbox reads none. */
export interface Request {
  /** Such as `GET`. */
  readonly method: string
  /** Path and query as they stand in the request line. */
  readonly target: string
  /** The path, decoded. */
  readonly path: string
  /** The query, decoded. */
  readonly query: URLSearchParams
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
}

/** A request from its parts; header names in any case. */
export const request = (
  method: string,
  target: string,
  headers: Readonly<Record<string, string | undefined>>,
): Request => {
  const mark = target.indexOf("?")
  return {
    method,
    target,
    path: decoded(mark < 0 ? target : target.slice(0, mark)),
    query: new URLSearchParams(mark < 0 ? "" : target.slice(mark + 1)),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
  }
}

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** What the server answers: status, headers and the text of the body. */
export interface Answer {
  /** The status, such as 200. */
  readonly status: number
  /** Header names in lower case; `content-length` is added from the body when it is sent. */
  readonly headers: Readonly<Record<string, string>>
  /** The text of the body. */
  readonly body: string
}

const contentTypes: Record<Accept.Format, string> = {
  "application/json": "application/json",
  "application/xml": "application/xml; charset=utf-8",
  "text/xml": "text/xml; charset=utf-8",
  "application/x-xml": "application/x-xml",
}

/** An answer in the format that the client accepts. */
export const render = (
  request: Request,
  content: Document,
  status: number,
  headers: Record<string, string> = {},
): Answer => {
  const format = Accept.negotiate(request.headers["accept"])
  const pretty = request.method === "GET" && request.query.has("pretty")
  const json = pretty ? PythonJson.pretty : PythonJson.stringify
  return {
    status,
    headers: { "content-type": contentTypes[format], ...headers },
    body: format === "application/json" ? json(content) : Xml.render(content),
  }
}

const messages = {
  400: "The browser (or proxy) sent a request that this server could not understand.",
  401: "Please provide proper credentials",
  404: "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.",
  405: "The method is not allowed for the requested URL.",
  429: "Rate limit exceeded",
} as const

const error = (request: Request, code: keyof typeof messages, message: string = messages[code], headers = {}): Answer =>
  render(request, { _status: "ERR", _error: { code, message } }, code, headers)

/** Flask's page for an exception that nobody caught. */
export const internalServerError: Answer = {
  status: 500,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: `<!doctype html>
<html lang=en>
<title>500 Internal Server Error</title>
<h1>Internal Server Error</h1>
<p>The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.</p>
`,
}

/** The page of Python's `http.server` for a request line of more than 65,536 bytes. */
export const uriTooLong: Answer = {
  status: 414,
  headers: { "content-type": "text/html;charset=utf-8", connection: "close" },
  body: `<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: 414</p>
        <p>Message: Request-URI Too Long.</p>
        <p>Error code explanation: 414 - URI is too long.</p>
    </body>
</html>
`,
}

/**
 * The answer to a request that is refused, with the status and the words of Eve, or of Flask where Eve would crash
 * (500).
 */
export const refuse = (request: Request, refusal: Refusal): Answer => {
  switch (refusal._tag) {
    case "BadRequest":
      return error(request, 400, refusal.description)
    case "Unauthorized":
      return error(request, 401, messages[401], refusal.challenge ? { "www-authenticate": 'Basic realm="eve"' } : {})
    case "NotFound":
      return error(request, 404)
    case "MethodNotAllowed":
      return error(request, 405)
    case "TooManyRequests":
      return error(request, 429)
    case "Crash":
      return internalServerError
  }
}
