import { readFile } from 'node:fs/promises'
import { parseForeignJson } from '../../core/workflow/json.js'

/** More bytes than this are looked through before they are parsed: what a text of this size can hold fits into memory anyway. */
const plainBytes = 16 * 1024 * 1024
export const maxListBytes = 64 * 1024 * 1024

/**
 * The value of one JSON file; undefined when it cannot be had: over 64 MiB, no permission, cut. A byte order mark and Python's NaN
 * are taken. Looking through 5 MB before parsing it would take longer than the look-up that wants it.
 */
export async function readJson(path: string, size: number): Promise<{ readonly value: unknown } | null> {
  if (size > maxListBytes) return null
  const bytes = await readFile(path).catch(() => null)
  return bytes === null ? null : parseJson(bytes)
}

export function parseJson(bytes: Uint8Array): { readonly value: unknown } | null {
  const text = new TextDecoder().decode(bytes)
  if (bytes.length <= plainBytes) {
    try {
      const value: unknown = JSON.parse(text)
      return { value }
    } catch {
      // The slower reader takes what Python writes and what is cut it names.
    }
  }
  const parsed = parseForeignJson(text)
  return parsed.ok ? { value: parsed.value } : null
}
