import type path from 'node:path'

/** What a path of a configuration file is read against. */
export interface PathContext {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** `path.win32` or `path.posix`. */
  readonly flavour: path.PlatformPath
}

/** Python's `os.path.expandvars(os.path.expanduser(text))`: `~`, `$NAME`, `${NAME}`, on Windows `%NAME%` too; unknown names stay. */
export function expandPath(text: string, context: PathContext): string {
  const { env, home, flavour } = context
  const windows = flavour.sep === '\\'
  const atHome = /^~(?=$|[/\\])/.test(text) ? home + text.slice(1) : text
  const names = windows ? /%([^%]+)%|\$\{([^}]+)\}|\$([A-Za-z0-9_]+)/g : /\$\{([^}]+)\}|\$([A-Za-z0-9_]+)/g
  return atHome.replace(names, (whole: string, ...found: unknown[]) => {
    const name = found.slice(0, windows ? 3 : 2).find((part) => typeof part === 'string')
    return lookUp(env, typeof name === 'string' ? name : '', windows) ?? whole
  })
}

function lookUp(env: PathContext['env'], name: string, windows: boolean): string | undefined {
  if (Object.hasOwn(env, name)) return env[name]
  if (!windows) return undefined
  const key = Object.keys(env).find((candidate) => candidate.toUpperCase() === name.toUpperCase())
  return key === undefined ? undefined : env[key]
}
