import { parseForeignJson } from '../../core/workflow/json.js'
import { isForeign, lineAt, lineOf } from './foreign.js'

/**
 * The licence in one line. The service keeps what `pyproject.toml` says, so the text is often JSON inside a string:
 * `{"file": "LICENSE"}` (only a file is named), `{"text": "MIT"}`, or a whole licence text, of which the first line counts.
 */
export function readLicence(text: string | null): string | null {
  const trimmed = text?.trim() ?? ''
  if (!/^[{"]/.test(trimmed)) return firstLine(trimmed)
  const parsed = parseForeignJson(trimmed)
  if (!parsed.ok) return firstLine(trimmed)
  if (typeof parsed.value === 'string') return firstLine(parsed.value.trim())
  if (!isForeign(parsed.value)) return null
  const said = lineAt(parsed.value, 'text', 4000) ?? lineAt(parsed.value, 'name') ?? lineAt(parsed.value, 'id')
  const file = lineAt(parsed.value, 'file', 100)
  return said === null ? (file === null ? null : `see ${file}`) : firstLine(said)
}

function firstLine(text: string): string | null {
  return lineOf(/^.*/.exec(text)?.[0] ?? '', 100)
}
