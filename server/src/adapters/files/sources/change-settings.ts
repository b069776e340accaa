import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SourceName, SourceUse } from '@greenlight/shared/sources'
import { isMap, parseDocument } from 'yaml'
import { ProblemError } from '../../../problems.js'
import { writeAtomically } from '../atomic-write.js'
import { codeOf, reasonOf } from '../reason.js'
import { type Block, splitBlocks } from './blocks.js'
import { settingsFile } from './settings-file.js'

export interface SettingChange {
  readonly use?: SourceUse
  /** Null: back to the service's own. */
  readonly endpoint?: string | null
  /** Null: git asks github.com itself. Of `github` alone. */
  readonly git?: string | null
}

const head = `# Hosts outside this machine that Greenlight may ask. Each one is off until it says otherwise here.
#   use: off   nothing is sent, not even a name look-up
#        ask   only for a question that you start by hand
#        on    whenever it helps
#   endpoint: a mirror in place of the service's own address
#   git: (github) a mirror of https://github.com for node packs by git
# Tokens do not belong here: they are read from the environment or from tokens.yaml beside this file.
`

/**
 * Changes one source in `<state>/sources.yaml` and leaves everything else in it, comments too, as it is. An entry that cannot be read is
 * kept as a comment above the new one. Rejects with STATE_FOLDER_UNUSABLE.
 */
export async function changeSetting(state: string, name: SourceName, change: SettingChange): Promise<void> {
  try {
    const path = join(state, settingsFile)
    const text = await readFile(path, 'utf8').catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return head
      throw error
    })
    await mkdir(state, { recursive: true, mode: 0o700 })
    await writeAtomically(path, changed(text, name, change), { mode: 0o600 })
  } catch (error) {
    throw new ProblemError('STATE_FOLDER_UNUSABLE', { path: state, because: reasonOf(error) }, { cause: error })
  }
}

function changed(text: string, name: SourceName, change: SettingChange): string {
  const { head: before, blocks } = splitBlocks(text)
  const mine = blocks.filter((block) => isOf(block, name))
  const lines = [...before]
  const last = mine.at(-1)
  for (const block of blocks) {
    if (!mine.includes(block)) lines.push(...block.lines)
    else if (block === last) lines.push(...renewed(block, name, change))
    else lines.push(...asComment(block))
  }
  const kept = withoutBlankEnd(lines)
  const all = last === undefined ? [...kept, ...fresh(name, change)] : kept
  return `${all.join('\n')}\n`.replaceAll('\n', text.includes('\r\n') ? '\r\n' : '\n')
}

function isOf({ lines: [first = ''] }: Block, name: string): boolean {
  return new RegExp(`^["']?${name}["']?\\s*(?::|$)`).test(first)
}

function renewed(block: Block, name: SourceName, change: SettingChange): string[] {
  const document = parseDocument(block.lines.join('\n'), { prettyErrors: false })
  const entry = document.get(name)
  const whole = document.errors.length === 0 && isMap(document.contents)
  if (whole && entry == null) document.set(name, document.createNode({}))
  else if (!whole || !isMap(entry)) return [...withoutBlankEnd(asComment(block)), ...fresh(name, change)]
  if (change.use !== undefined) document.setIn([name, 'use'], change.use)
  for (const key of ['endpoint', 'git'] as const) {
    const address = change[key]
    if (address === null) document.deleteIn([name, key])
    else if (address !== undefined) document.setIn([name, key], address)
  }
  return document.toString({ lineWidth: 0 }).replace(/\n$/, '').split('\n')
}

function asComment({ lines }: Block): string[] {
  return lines.map((line) => (line.trim() === '' || line.startsWith('#') ? line : `# ${line}`))
}

function withoutBlankEnd(lines: readonly string[]): readonly string[] {
  return lines.slice(0, lines.findLastIndex((line) => line.trim() !== '') + 1)
}

function fresh(name: SourceName, { use, endpoint, git }: SettingChange): string[] {
  return ['', `${name}:`, `  use: ${use ?? 'off'}`, ...(endpoint == null ? [] : [`  endpoint: ${endpoint}`]), ...(git == null ? [] : [`  git: ${git}`])]
}
