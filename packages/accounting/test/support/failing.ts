import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { FileSystem } from "@effect/platform"
import { type PlatformError, SystemError } from "@effect/platform/Error"
import { Effect, Layer } from "effect"

/** The real file system, which counts the calls that change the disk and refuses the one with this number. */
export const failing = (code: string, refused: number) => {
  const calls: Array<string> = []
  const strike = <A, R>(method: string, go: Effect.Effect<A, PlatformError, R>): Effect.Effect<A, PlatformError, R> =>
    Effect.suspend(() => (calls.push(method) - 1 === refused ? Effect.fail(refusal(code, method)) : go))

  const spoil = (file: FileSystem.File): FileSystem.File =>
    new Proxy(file, {
      get: (target, key) => {
        if (key === "write") return (bytes: Uint8Array) => strike("write", target.write(bytes))
        if (key === "writeAll") return (bytes: Uint8Array) => strike("writeAll", target.writeAll(bytes))
        if (key === "sync") return strike("sync", target.sync)
        const value: unknown = Reflect.get(target, key)
        return typeof value === "function" ? (value.bind(target) as unknown) : value
      },
    })

  const layer = Layer.effect(
    FileSystem.FileSystem,
    Effect.map(FileSystem.FileSystem, (fs): FileSystem.FileSystem => ({
      ...fs,
      open: (path, options) => Effect.map(strike("open", fs.open(path, options)), spoil),
      chmod: (path, mode) => strike("chmod", fs.chmod(path, mode)),
      link: (from, to) => strike("link", fs.link(from, to)),
      rename: (from, to) => strike("rename", fs.rename(from, to)),
      writeFile: (path, data, options) => strike("writeFile", fs.writeFile(path, data, options)),
    })),
  ).pipe(Layer.provide(NodeFileSystem.layer))
  return { calls, layer }
}

const refusal = (code: string, method: string) =>
  new SystemError({
    reason: code === "EACCES" ? "PermissionDenied" : "Unknown",
    module: "FileSystem",
    method,
    description: code,
    cause: Object.assign(new Error(code), { code }),
  })
