import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Distribution, Interpreter } from '../../../core/python-words.js'
import { ProblemError } from '../../../problems.js'
import { isBelow } from './folders.js'

/**
 * Every file of a distribution: those that its RECORD lists, all in its dist-info, and what Python compiled of its modules. UV_REFUSED where it
 * has no RECORD, or one that reaches out of the environment.
 */
export async function filesOf({ name, version, place }: Distribution, { data }: Interpreter): Promise<readonly string[]> {
  const refused = (because: string) => new ProblemError('UV_REFUSED', { because: `${name} ${version} ${because}` })
  const record = await readFile(path.join(place, 'RECORD'), 'utf8').catch(() => null)
  if (record === null) throw refused('has no list of its files, so it could not be brought back')
  const files = new Set(await filesBelow(place))
  for (const line of record.split(/\r?\n/)) {
    const listed = firstField(line)
    if (listed === '') continue
    const file = path.resolve(path.dirname(place), listed)
    if (!isBelow(file, data)) throw refused(`lists ${listed.slice(0, 200)}, which is outside of its environment`)
    files.add(file)
  }
  return [...(await withCompiled([...files]))].sort()
}

/** The files, and compiled files of the modules among them. */
export async function withCompiled(files: readonly string[]): Promise<ReadonlySet<string>> {
  const all = new Set(files)
  const stems = new Map<string, Set<string>>()
  for (const file of files) {
    if (!file.endsWith('.py')) continue
    const folder = path.join(path.dirname(file), '__pycache__')
    stems.set(folder, (stems.get(folder) ?? new Set()).add(path.basename(file, '.py')))
  }
  for (const [folder, names] of stems)
    for (const name of await readdir(folder).catch(() => [])) if (name.endsWith('.pyc') && names.has(name.split('.')[0] ?? '')) all.add(path.join(folder, name))
  return all
}

/** Regular files and links below a folder; nothing where there is none. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return found.filter((one) => !one.isDirectory()).map((one) => path.join(one.parentPath, one.name))
}

/** Of a line of CSV. */
function firstField(line: string): string {
  const quoted = /^"((?:[^"]|"")*)"/.exec(line)?.[1]
  return quoted === undefined ? (line.split(',')[0] ?? '') : quoted.replaceAll('""', '"')
}
