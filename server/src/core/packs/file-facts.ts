import type { CodeFact } from '../pack-facts.js'
import { knownBad, knownBadFile } from './known-bad.js'

export interface OtherFile {
  readonly path: string
  readonly size: number
  /** Its first bytes. */
  readonly head: Uint8Array
}

const nativeEndings = /\.(?:com|dll|dylib|exe|jar|lib|msi|node|pyd|scr|so(?:\.\d+)*|whl)$/i
const pickleEndings = /\.(?:ckpt|dill|joblib|p|pickle|pkl|pt|pt2|pth)$/i
const magics: readonly (readonly [string, string])[] = [
  ['7f454c46', 'a Linux program or library'],
  ['4d5a', 'a Windows program or library'],
  ['cafebabe', 'a program or library'],
  ['cffaedfe', 'a macOS program or library'],
  ['cefaedfe', 'a macOS program or library'],
  ['feedface', 'a macOS program or library'],
  ['feedfacf', 'a macOS program or library'],
]
const gitHooks = /(?:^|\/)(?:applypatch-msg|commit-msg|fsmonitor-watchman|post-(?:checkout|commit|index-change|merge|receive|rewrite|update)|pre-(?:applypatch|auto-gc|commit|merge-commit|push|rebase|receive)|prepare-commit-msg|reference-transaction)(?:\.sh)?$/

/** What a file's name and first bytes tell, for files that are no text. */
export function otherFileFacts({ path, head }: OtherFile, texts: ReadonlyMap<string, string>): readonly CodeFact[] {
  const hex = [...head.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const magic = magics.find(([start]) => hex.startsWith(start))?.[1]
  if (magic !== undefined) return [fact('native-binary', path, `Is ${magic}: what it does cannot be read.`)]
  if (nativeEndings.test(path)) return [fact('native-binary', path, 'Is a program or library by its name: what it does cannot be read.')]
  if (/^80(?:0[2-5])/.test(hex) || pickleEndings.test(path)) return [fact('pickle-file', path, 'Is of a format that can run code when it is opened.')]
  if (/\.pyc$/i.test(path) && !hasSource(path, texts)) return [fact('obfuscated', path, 'Is compiled Python without its source.')]
  return []
}

/** What a file's name and place tell, for every file. */
export function nameFacts(path: string): readonly CodeFact[] {
  const facts: CodeFact[] = []
  const bad = knownBadFile(path)
  if (bad !== null) facts.push(fact('known-bad', path, `${path.split('/').at(-1) ?? path} ${bad} (list of ${knownBad.dated}).`))
  if (/^(?:install|uninstall|enable|disable)\.py$/i.test(path)) facts.push(fact('install-script', path, `Is a script that ComfyUI-Manager runs to ${path.toLowerCase().slice(0, -3)} the pack; Greenlight never does.`))
  if (/(?:^|\/)(?:site|user)customize(?:\.py$|\/)/.test(path)) facts.push(fact('at-python-start', path, 'Has a name that Python runs at every start.'))
  if (gitHooks.test(path)) facts.push(fact('starts-programs', path, 'Is a hook of git; hooks are switched off.'))
  return facts
}

/** Files that are one file on disks that fold letter case or letter forms: the last one written would win. */
export function collidingNames(paths: readonly string[]): readonly CodeFact[] {
  const seen = new Map<string, string>()
  const facts: CodeFact[] = []
  for (const path of paths) {
    const folded = path.normalize('NFC').toLowerCase()
    const before = seen.get(folded)
    if (before === undefined) seen.set(folded, path)
    else facts.push(fact('obfuscated', path, `Is the same file as ${before} on Windows and macOS.`))
  }
  return facts
}

function hasSource(path: string, texts: ReadonlyMap<string, string>): boolean {
  const source = path.replace(/(?:^|\/)__pycache__\//, (found) => (found.startsWith('/') ? '/' : '')).replace(/(?:\.cpython-\w+(?:\.opt-\d)?)?\.pyc$/i, '.py')
  return texts.has(source)
}

function fact(kind: CodeFact['kind'], file: string, says: string): CodeFact {
  return { kind, file, line: null, says }
}
