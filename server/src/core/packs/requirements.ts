import type { CodeFact, PackRequirements } from '../pack-facts.js'
import { compareText } from './compare-text.js'
import { knownBad, knownBadRelease, namesBadWheel } from './known-bad.js'
import { readProjectList } from './project-lists.js'
import { type NamedRequirement, readRequirementForm } from './requirement-forms.js'
import { readRequirementLines, type WrittenLine } from './requirement-lines.js'
import { setupNames } from './setup-names.js'

interface Reading {
  readonly texts: ReadonlyMap<string, string>
  readonly lines: { readonly line: string; readonly file: string; readonly at: number }[]
  readonly refused: CodeFact[]
  readonly asked: Set<string>
}

/**
 * What a pack's files ask of Python (gate G3), from texts by path below the pack: `requirements.txt` at its root with what it includes,
 * then names of `[project] dependencies` that it lacks. Each form that fetches by other ways than a name in the
 * user's own index is refused with its file and line; set-up scripts are read as text and what they alone name is told.
 * Lines as written (joined, without comments); nothing throws.
 */
export function readRequirements(texts: ReadonlyMap<string, string>): PackRequirements {
  const reading: Reading = { texts, lines: [], refused: [], asked: new Set() }
  const root = atRoot(texts, 'requirements.txt')
  if (root !== null) readFiles(reading, root)
  const project = atRoot(texts, 'pyproject.toml')
  if (project !== null) readProject(reading, project)
  for (const file of ['setup.cfg', 'setup.py']) tellSetup(reading, file)
  reading.refused.sort((a, b) => compareText(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0))
  return { lines: reading.lines, refused: reading.refused }
}

function readFiles(reading: Reading, first: string): void {
  const pending = [first]
  const seen = new Set(pending)
  for (const file of pending) {
    const { lines, more } = readRequirementLines(reading.texts.get(file) ?? '')
    if (more) refuse(reading, file, null, 'is longer than 5,000 lines; the rest is not read')
    for (const line of lines) {
      const wanted = readLine(reading, file, line)
      if (wanted === null) continue
      const path = pathBelow(file, wanted)
      const there = path === null ? null : atRoot(reading.texts, path)
      if (path === null) refuse(reading, file, line.at, `includes a file outside the pack: ${wanted.slice(0, 120)}`)
      else if (there === null) refuse(reading, file, line.at, `includes ${path}, which the pack does not have`)
      else if (!seen.has(there)) {
        seen.add(there)
        pending.push(there)
      }
    }
  }
}

/** The file that a line includes; null for every other line, which is kept or refused. */
function readLine(reading: Reading, file: string, { text, at }: WrittenLine): string | null {
  const form = readRequirementForm(text)
  if (form.ok === 'include') return form.file
  if (form.ok) keep(reading, form, { line: text, file, at })
  else if (namesBadWheel(text)) reading.refused.push({ kind: 'known-bad', file, line: at, says: `Names a forged wheel of June 2024 (list of ${knownBad.dated}).` })
  else refuse(reading, file, at, form.says)
  return null
}

function keep(reading: Reading, { name, versions }: NamedRequirement, line: Reading['lines'][number]): void {
  const pinned = /^={2,3}([^*,]+)$/.exec(versions)?.[1] ?? ''
  const bad = knownBadRelease(name, pinned)
  reading.asked.add(name)
  if (bad === null) reading.lines.push(line)
  else reading.refused.push({ kind: 'known-bad', file: line.file, line: line.at, says: `${name} ${pinned} ${bad} (list of ${knownBad.dated}).`.replace('  ', ' ') })
}

function readProject(reading: Reading, file: string): void {
  const { lines, fault } = readProjectList(reading.texts.get(file) ?? '')
  if (fault !== null) refuse(reading, file, fault, 'has a list of packages that cannot be read to its end')
  const before = new Set(reading.asked)
  for (const { text, at } of lines) {
    const form = readRequirementForm(text)
    if (form.ok === true && before.has(form.name)) continue
    if (form.ok === 'include') refuse(reading, file, at, 'has an option in place of a package')
    else readLine(reading, file, { text, at })
  }
}

function tellSetup(reading: Reading, file: string): void {
  const found = setupNames(reading.texts.get(file) ?? '', file)
  const alone = found.names.filter((name) => !reading.asked.has(name))
  if (alone.length > 0) refuse(reading, file, found.at, `asks for ${alone.slice(0, 10).join(', ')} as well; set-up scripts are never run, so this is not brought`)
}

/** A path of a pack file written relative to another, or null when it leads out or is absolute. */
function pathBelow(from: string, wanted: string): string | null {
  const plain = wanted.replaceAll('\\', '/')
  if (/^(?:\/|~|[a-z][a-z0-9+.-]*:)/i.test(plain)) return null
  const parts = from.split('/').slice(0, -1)
  for (const part of plain.split('/')) {
    if (part === '..' && parts.pop() === undefined) return null
    if (part !== '..' && part !== '.' && part !== '') parts.push(part)
  }
  return parts.length === 0 ? null : parts.join('/')
}

/** Most users have disks that fold letter case: `Requirements.txt` is read there. */
function atRoot(texts: ReadonlyMap<string, string>, path: string): string | null {
  if (texts.has(path)) return path
  const folded = path.toLowerCase()
  return [...texts.keys()].filter((one) => one.toLowerCase() === folded).sort(compareText)[0] ?? null
}

function refuse(reading: Reading, file: string, line: number | null, says: string): void {
  reading.refused.push({ kind: 'risky-requirement', file, line, says: `${says[0]?.toUpperCase() ?? ''}${says.slice(1)}.` })
}
