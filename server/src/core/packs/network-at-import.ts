import type { Statement } from './python-statements.js'

const mostRounds = 50

/**
 * Where a file reaches the network by being imported: a call outside every function, or a call of a function of the same file that
 * does, through any number of such functions. `main`: what runs when the file is started counts too (install.py). Other
 * files are not followed.
 */
export function networkAtImport(statements: readonly Statement[], networkCall: RegExp, main: boolean): readonly { readonly at: number; readonly says: string }[] {
  const reaching = new Set<string>()
  const callers: { readonly name: string; readonly calls: ReadonlySet<string> }[] = []
  for (const { code, inside } of statements) {
    if (inside === null) continue
    if (networkCall.test(bodyOf(code))) reaching.add(inside)
    callers.push({ name: inside, calls: callsOf(bodyOf(code)) })
  }
  for (let before = -1, round = 0; before < reaching.size && round < mostRounds; round++) {
    before = reaching.size
    for (const { name, calls } of callers) if (!reaching.has(name) && [...calls].some((called) => reaching.has(called))) reaching.add(name)
  }
  const found: { at: number; says: string }[] = []
  for (const { at, code, runs } of statements) {
    if (runs === 'later' || (runs === 'main' && !main) || /^(?:from|import)\b/.test(code)) continue
    const direct = networkCall.exec(code)?.[0]
    const called = [...callsOf(code)].find((name) => reaching.has(name))
    if (direct !== undefined) found.push({ at, says: `Reaches the network when it is loaded: ${direct.replace(/\s+/g, '')}.` })
    else if (called !== undefined) found.push({ at, says: `Reaches the network when it is loaded, through ${called}.` })
  }
  return found
}

/** The first line of a function is told as inside it; its own name is no call. */
function bodyOf(code: string): string {
  return code.replace(/^(?:async\s+)?def\s+[^\s(]+/, '')
}

/** Names that are called, also by a thread, timer or pool that is handed them. */
function callsOf(code: string): ReadonlySet<string> {
  const names = new Set<string>()
  for (const [, called, handed] of code.matchAll(/(?<![\p{L}\p{N}_])([\p{L}_][\p{L}\p{N}_]*)(?=\s*\()|(?:\btarget\s*=\s*|\b(?:submit|Timer|register|create_task|run)\s*\([^()]*?)([\p{L}_][\p{L}\p{N}_]*)/gu)) {
    if (called !== undefined) names.add(called)
    if (handed !== undefined) names.add(handed)
  }
  return names
}
