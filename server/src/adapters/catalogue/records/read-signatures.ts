import { closeSync, openSync, readSync } from 'node:fs'
import type { NodeSignature } from '../../../core/installed.js'
import type { LineRange } from '../compact/built-view.js'
import { isForeign, own, textOf } from '../foreign.js'
import type { SignatureReader } from '../kept-source.js'
import { parseJson } from '../read-json.js'

/** Versions of a pack that are looked at, the newest. */
const mostVersions = 20
const maxLine = 16 * 1024 * 1024

/**
 * What node types look like, read from their lines when asked: `{ id, version, types: [{ name, inputs: [{ name, type }], outputs }] }`.
 * A few kilobytes at known places, so it is read at once; a version of which inputs or outputs are not told is left out.
 */
export function signatureReader(path: string): SignatureReader {
  return (lines, type) => {
    const found: NodeSignature[] = []
    for (const value of valuesAt(path, lines.slice(0, mostVersions))) {
      const version = isForeign(value) ? textOf(own(value, 'version')) : null
      const types: unknown = isForeign(value) ? own(value, 'types') : null
      const entry: unknown = Array.isArray(types) ? types.find((one: unknown) => isForeign(one) && own(one, 'name') === type) : null
      const signature = isForeign(entry) ? signatureOf(own(entry, 'inputs'), own(entry, 'outputs'), version) : null
      if (signature !== null) found.push(signature)
    }
    return found
  }
}

function signatureOf(inputs: unknown, outputs: unknown, version: string | null): NodeSignature | null {
  if (!Array.isArray(inputs) || !Array.isArray(outputs)) return null
  const sockets = inputs.flatMap((input: unknown) => {
    const [name, type] = isForeign(input) ? [own(input, 'name'), own(input, 'type')] : []
    return typeof name === 'string' && typeof type === 'string' ? [{ name, type }] : []
  })
  const results = outputs.filter((output: unknown): output is string => typeof output === 'string')
  return { ...(version === null ? {} : { version }), inputs: sockets, outputs: results }
}

function valuesAt(path: string, lines: readonly LineRange[]): unknown[] {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return []
  }
  try {
    return lines.map(([from, length]) => {
      if (length > maxLine) return null
      const bytes = Buffer.alloc(length)
      return readSync(file, bytes, 0, length, from) === length ? (parseJson(bytes)?.value ?? null) : null
    })
  } catch {
    return []
  } finally {
    closeSync(file)
  }
}
