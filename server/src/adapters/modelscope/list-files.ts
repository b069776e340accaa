import type { OutsideHost } from '../../core/ports.js'
import { type Question, readJson, received, refused, type Read, unreadable } from '../../core/provider-answer.js'
import { countOf, fieldOf, hexOf, listOf, textOf } from '../../core/provider-fields.js'
import { escapePath } from '../../core/provider-names.js'

/** One file of a repository. */
export interface ListedFile {
  readonly path: string
  readonly size: number | null
  /** Of the content, of small files too. */
  readonly sha256: string | null
  /** Commit that last changed the file: where it is the same for ever. */
  readonly commit: string | null
}

/**
 * Files of one folder (`''`: the root), or of all below it. A revision that is not there is answered with no list at all and status
 * 200. Fields are PascalCase, in newer routes lower-camel.
 */
export async function askFiles(
  host: OutsideHost,
  place: { readonly id: string; readonly revision: string; readonly folder: string; readonly below: boolean },
  signal?: AbortSignal,
): Promise<Read<ListedFile[]>> {
  const { id, revision, folder, below } = place
  const query = new URLSearchParams({ Revision: revision, Recursive: below ? 'True' : 'False', Root: folder })
  const question: Question = { source: 'modelscope', what: id }
  const route = `/api/v1/models/${escapePath(id)}/repo/files?${query.toString()}`
  const asked = await host.fetch(route, 'files of a repository', signal ? { signal } : {}).then(received, refused)
  const read = readJson(asked, question)
  if (!read.ok) return read
  const content = fieldOf(read.value, 'Data', 'data')
  const succeeded = fieldOf(read.value, 'Success', 'success')
  if (succeeded === false) return failed(question, textOf(read.value, 'Message', 'message') ?? 'it says that it failed')
  if (content === null && succeeded !== true) return failed(question, 'it is no list of files')
  const files = fieldOf(content, 'Files', 'files')
  if (files !== null && !Array.isArray(files)) return failed(question, 'it is no list of files')
  const entries = listOf(files)
  if (entries.length > 0 && !entries.some((entry) => textOf(entry, 'Path', 'path') !== null))
    return failed(question, 'its files have no names')
  return { ok: true, value: entries.flatMap(readEntry) }
}

/** It says so in words where a repository is not there. */
function failed(question: Question, because: string): Read<never> {
  const absent = /not (?:exist|found)|不存在/i.test(because)
  return { ok: false, absent, problem: unreadable(question, because.slice(0, 200)) }
}

function readEntry(entry: unknown): ListedFile[] {
  const path = textOf(entry, 'Path', 'path')
  const type = textOf(entry, 'Type', 'type')
  if (path === null || type === 'tree' || type === 'directory') return []
  return [
    {
      path,
      size: countOf(entry, 'Size', 'size'),
      sha256: hexOf(fieldOf(entry, 'Sha256', 'sha256'), 64),
      commit: hexOf(fieldOf(entry, 'Revision', 'revision'), 40),
    },
  ]
}
