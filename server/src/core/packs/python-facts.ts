import type { CodeFact } from '../pack-facts.js'
import { anyRule, codeRules, decoding, networkCall } from './code-rules.js'
import { packedText } from './hidden-text.js'
import { importedNames } from './imported-names.js'
import { installsSomething } from './install-words.js'
import { knownBad, knownBadRelease, namesBadWheel } from './known-bad.js'
import { networkAtImport } from './network-at-import.js'
import { type Statement, readStatements } from './python-statements.js'
import { normaliseDistribution } from './requirement-forms.js'

/** In one statement: text that never closes a bracket is one statement to its end. */
const mostOfOneRule = 25

/** What a Python file would do that a person should know of (gates G8, G9). Comments and docstrings do not count. */
export function pythonFacts(file: string, text: string): readonly CodeFact[] {
  const facts: CodeFact[] = []
  const tell = (kind: CodeFact['kind'], line: number | null, says: string) => facts.push({ kind, file, line, says })
  const read = readStatements(text)
  const spell = importedNames(read)
  const statements = read.map((one) => ({ ...one, code: spell(one.code) }))
  const starts = statements.some(({ code }) => /\bsubprocess\b|\bos\s*\.\s*(?:system|popen|exec|spawn)|create_subprocess/.test(code))
  const decodes = statements.some(({ code }) => decoding.test(code))
  const reachesSite = statements.some(({ code, strings }) => /\bget(?:user)?sitepackages?\b|\bget_paths?\b/.test(code) || strings.some((one) => one.text.includes('site-packages')))
  for (const statement of statements) {
    const installs = starts && installsSomething(statement)
    if (installs) tell('installs-by-itself', statement.at, 'Installs Python packages or programs by itself.')
    for (const { kind, line, says } of byRules(statement)) if (!(installs && kind === 'starts-programs')) tell(kind, line, says)
    const packed = packedText(statement, decodes)
    if (packed !== null) tell('obfuscated', statement.at, packed)
    else if (decoding.test(statement.code) && /(?<![\w.])(?:exec|eval|compile)\s*\(|\bmarshal\s*\./.test(statement.code)) tell('obfuscated', statement.at, 'Unpacks a text and runs it.')
    for (const { at, text: written } of statement.strings) {
      const start = startsWithPython(written, reachesSite)
      if (start !== null) tell('at-python-start', at, start)
      const bad = namesBadThing(written, installs ? (statement.strings.some((one) => one.text.trim() === 'install') ? 'by words' : 'by a line') : null)
      if (bad !== null) tell('known-bad', at, bad)
    }
  }
  for (const { at, says } of networkAtImport(statements, networkCall, /(?:^|\/)(?:install|prestartup_script|setup)\.py$/.test(file))) tell('network-at-import', at, says)
  return facts
}

function byRules({ at, code }: Statement): readonly { kind: CodeFact['kind']; line: number; says: string }[] {
  const facts: { kind: CodeFact['kind']; line: number; says: string }[] = []
  if (!anyRule.test(code)) return facts
  for (const { kind, pattern, says } of codeRules) {
    let left = mostOfOneRule
    for (const found of code.matchAll(pattern)) {
      if (left-- === 0) break
      facts.push({ kind, line: at + linesBefore(code, found.index), says: says(found[0].replace(/[\s([.]+$/, '').replace(/\s+/g, '')) })
    }
  }
  return facts
}

/** A statement's `at` is the line of its first visible letter, so blank lines before that do not count. */
function linesBefore(code: string, index: number): number {
  return code.slice(0, index).trimStart().split('\n').length - 1
}

function startsWithPython(text: string, reachesSite: boolean): string | null {
  if (text.length > 500) return null
  const [name] = /\b(?:site|user)customize\b/.exec(text) ?? []
  if (name !== undefined) return `Names ${name}, which Python runs at every start.`
  return reachesSite && /\.pth$/i.test(text) ? `Names ${text.slice(-60)} together with the folder of packages: Python runs such files at every start.` : null
}

/** A text that only tells of a bad release (a warning, a list) is none; one that is handed to an installation is. */
function namesBadThing(text: string, installs: 'by a line' | 'by words' | null): string | null {
  if (namesBadWheel(text)) return `Names a forged wheel of June 2024 (list of ${knownBad.dated}).`
  if (installs === null) return null
  for (const line of text.slice(0, 2000).split('\n')) {
    if (!/\binstall\b/.test(line) && (installs === 'by a line' || /\s/.test(line.trim()))) continue
    for (const [, name = '', version = ''] of line.replace(/.*\buninstall\b.*/, '').matchAll(/(?<![\w.-])([A-Za-z][\w.-]*)={2,3}([\w.]+)/g)) {
      const bad = knownBadRelease(normaliseDistribution(name), version)
      if (bad !== null) return `Installs ${name} ${version}: it ${bad} (list of ${knownBad.dated}).`
    }
  }
  return null
}
