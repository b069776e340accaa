import path from 'node:path'

/** Folders that ComfyUI's command line moves. Absolute. */
export interface ServerFlags {
  readonly baseDirectory?: string
  readonly modelsDirectory?: string
  readonly userDirectory?: string
  readonly inputDirectory?: string
  readonly outputDirectory?: string
  readonly extraModelPathsConfig?: readonly string[]
}

const single: ReadonlyMap<string, Exclude<keyof ServerFlags, 'extraModelPathsConfig'>> = new Map([
  ['--base-directory', 'baseDirectory'],
  ['--models-directory', 'modelsDirectory'],
  ['--user-directory', 'userDirectory'],
  ['--input-directory', 'inputDirectory'],
  ['--output-directory', 'outputDirectory'],
])

/**
 * Reads what `system_stats` says of a running server's command line (`argv[0]` is `main.py`). Relative paths are of the
 * folder it was started in, which nobody tells: it is worked out from how `main.py` was spelled, else `root`.
 */
export function readServerFlags(argv: readonly string[], root: string, flavour: path.PlatformPath = path): ServerFlags {
  const from = startedIn(argv[0] ?? '', root, flavour)
  const flags: { -readonly [K in keyof ServerFlags]: ServerFlags[K] } = {}
  const configs: string[] = []
  for (let at = 1; at < argv.length; at += 1) {
    const [name = '', ...rest] = (argv[at] ?? '').split('=')
    const attached = rest.length > 0 ? rest.join('=') : null
    const key = single.get(name)
    if (key !== undefined) {
      const value = attached ?? argv[(at += 1)]
      if (value !== undefined) flags[key] = flavour.resolve(from, value)
    } else if (name === '--extra-model-paths-config') {
      if (attached !== null) configs.push(flavour.resolve(from, attached))
      else
        while (at + 1 < argv.length && !argv[at + 1]?.startsWith('--'))
          configs.push(flavour.resolve(from, argv[(at += 1)] ?? ''))
    }
  }
  return { ...flags, ...(configs.length > 0 ? { extraModelPathsConfig: configs } : {}) }
}

/** `ComfyUI\main.py`, as the portable build's script says it, was typed in the folder above. */
function startedIn(main: string, root: string, flavour: path.PlatformPath): string {
  const folder = flavour.dirname(main)
  if (main === '' || flavour.isAbsolute(main) || folder === '.') return root
  const tail = flavour.normalize(folder)
  const whole = flavour.normalize(root)
  return whole.endsWith(flavour.sep + tail) ? whole.slice(0, -tail.length - 1) : root
}
