import type { Statement } from './python-statements.js'

/** Modules whose functions the rules know by `module.name`. */
const watched = new Set(['base64', 'builtins', 'codecs', 'httpx', 'importlib', 'marshal', 'os', 'pip', 'pty', 'requests', 'runpy', 'shutil', 'socket', 'subprocess', 'urllib', 'urllib.request', 'zlib'])

/** Writes code with the modules' own names: `import subprocess as sp` and `from os import system as s` hide nothing then. */
export type Spell = (code: string) => string

export function importedNames(statements: readonly Statement[]): Spell {
  const modules = new Map<string, string>()
  const names = new Map<string, string>()
  for (const { code } of statements) {
    const plain = code.replace(/[()\s]+/g, ' ').trim()
    const whole = /^import (.+)$/.exec(plain)?.[1]
    for (const part of whole?.split(',') ?? []) {
      const [, module = '', as] = /^\s*([\w.]+)(?: as (\w+))?\s*$/.exec(part) ?? []
      if (as !== undefined && watched.has(module)) modules.set(as, module)
    }
    const [, from = '', list = ''] = /^from ([\w.]+) import (.+)$/.exec(plain) ?? []
    if (!watched.has(from)) continue
    for (const part of list.split(',')) {
      const [, name = '', as = name] = /^\s*(\w+)(?: as (\w+))?\s*$/.exec(part) ?? []
      if (name === '') continue
      if (watched.has(`${from}.${name}`)) modules.set(as, `${from}.${name}`)
      else names.set(as, `${from}.${name}`)
    }
  }
  if (modules.size === 0 && names.size === 0) return (code) => code
  return (code) =>
    code.replace(/(?<![\w.])([A-Za-z_]\w*)(?=\s*([.(,)]|$))/g, (word: string, _: string, next: string) => (next === '.' ? modules.get(word) : names.get(word)) ?? word)
}
