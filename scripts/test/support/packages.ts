/** The published packages, packed as `pnpm publish` packs them and installed as their users install them. */
import { execFile } from "node:child_process"
import { mkdir, readdir, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { promisify } from "node:util"

export const root = join(import.meta.dirname, "../../..")

/** Runs a program to its end and returns what it wrote to stdout; fails if its exit code is not 0. */
export const run = async (
  file: string,
  args: ReadonlyArray<string>,
  options: { readonly folder?: string; readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<string> => {
  const { stdout } = await promisify(execFile)(file, [...args], {
    cwd: options.folder ?? root,
    env: { ...process.env, ...options.environment },
    // On Windows npm, npx and what packages install are scripts of the shell.
    shell: process.platform === "win32" && file !== process.execPath,
    maxBuffer: 64 * 1024 * 1024,
  })
  return stdout
}

/** Packs every public package into a folder and returns the paths of the tarballs. */
export const pack = async (folder: string): Promise<ReadonlyArray<string>> => {
  // Without `prepack`, which would build again what other tests run at this moment.
  const packing = ["pack", "--config.ignore-scripts=true", "--pack-destination", folder]
  await run("npx", ["--yes", "pnpm@10.34.9", "-r", "--filter=./packages/*", "--filter=./apps/*", ...packing])
  return (await readdir(folder)).filter((name) => name.endsWith(".tgz")).map((name) => join(folder, name))
}

/** Installs packages, of which a tarball may be one, alone into a new folder. */
export const install = async (packages: ReadonlyArray<string>, folder: string): Promise<void> => {
  await mkdir(folder)
  await writeFile(join(folder, "package.json"), `{"type":"module"}`)
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", ...packages], { folder })
}

/** The sizes in bytes of all files in a folder and in those below it. */
export const sizes = async (folder: string): Promise<ReadonlyArray<number>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return Promise.all(files.map(async (file) => (await stat(join(file.parentPath, file.name))).size))
}
