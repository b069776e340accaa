import { readFileSync, statSync } from 'node:fs'
import { codeOf, reasonOf } from '../reason.js'

const maxBytes = 64 * 1024

export type SmallFile = { readonly ok: true; readonly text: string; readonly mode: number } | { readonly ok: false; readonly because: string }

/**
 * A settings file that a person may edit while we run: read when it changed, else what `interpret` made of it before. Synchronous,
 * because a switch has to hold at the moment of the question; costs one `stat` (some 10 µs). No file is an empty one.
 */
export function followSmallFile<T>(path: string, interpret: (file: SmallFile) => T): () => T {
  let known: { readonly mark: string; readonly value: T } | null = null
  return () => {
    const file = lookAt(path)
    if (known?.mark !== file.mark) known = { mark: file.mark, value: interpret(file.read()) }
    return known.value
  }
}

function lookAt(path: string): { mark: string; read: () => SmallFile } {
  try {
    const { mtimeMs, ctimeMs, size, ino, mode } = statSync(path)
    const mark = [mtimeMs, ctimeMs, size, ino, mode].join()
    if (size > maxBytes) return { mark, read: () => ({ ok: false, because: 'it is too large' }) }
    return { mark, read: () => readAt(path, mode) }
  } catch (error) {
    const file: SmallFile = codeOf(error) === 'ENOENT' ? { ok: true, text: '', mode: 0o600 } : { ok: false, because: reasonOf(error) }
    return { mark: codeOf(error), read: () => file }
  }
}

function readAt(path: string, mode: number): SmallFile {
  try {
    return { ok: true, text: readFileSync(path, 'utf8'), mode: mode & 0o777 }
  } catch (error) {
    return { ok: false, because: reasonOf(error) }
  }
}
