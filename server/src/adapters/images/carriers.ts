import type { Problem } from '@greenlight/shared/problem'
import type { Carried, Carriers } from '../../core/ports.js'
import { decodeText, maxFileBytes } from '../../core/workflow/json.js'
import { problem } from '../../problems.js'
import { Bytes, Unreadable } from './bytes.js'
import { type Container, detectContainer } from './detect.js'
import { Found } from './found.js'
import { detectOther } from './others.js'
import { readSvg } from './xmp.js'

type Unpacked = { ok: true; carried: Carried } | { ok: false; problem: Problem }

/** Finds the workflow's text in whatever a person drops: told by content, within fixed bounds, never throwing. */
export function createCarriers(): Carriers {
  return {
    unpack(bytes, name) {
      if (bytes.length === 0) return failed('FILE_EMPTY', {})
      if (bytes.length > maxFileBytes) return failed('FILE_TOO_LARGE', { path: name, limit: '64 MiB' })
      const file = new Bytes(bytes)
      const container = detectContainer(file)
      if (container) return { ok: true, carried: readContainer(container, file) }
      const other = detectOther(file)
      return other ? failed('NOT_A_WORKFLOW', { what: other.what, hint: other.hint }) : readText(bytes)
    },
  }
}

/** Reads one container. What a fault leaves unread is told in `tolerated`; what stands before it is kept. */
export function readContainer(container: Container, file: Bytes): Carried {
  const found = new Found()
  try {
    container.read(file, found)
  } catch (error) {
    // The second kind is a fault of ours, and even then this file must not hide the others.
    found.tolerate(error instanceof Unreadable ? error.message : `it could not be read to its end (${String(error).slice(0, 100)})`)
  }
  return {
    carrier: container.carrier,
    container: container.name,
    workflow: found.part('workflow'),
    prompt: found.part('prompt'),
    parameters: found.part('parameters'),
    ...(found.traces.length === 0 ? {} : { traces: found.traces }),
    tolerated: found.tolerated,
  }
}

function readText(bytes: Uint8Array): Unpacked {
  const decoded = decodeText(bytes)
  if (!decoded.ok) return decoded
  const text = decoded.text
  const start = text.slice(0, 2000).trimStart()
  if (start.startsWith('version https://git-lfs.github.com/spec/')) return failed('GIT_LFS_POINTER', {})
  if (start.startsWith('<')) return readMarkup(start, text)
  if (text.includes('\0')) return failed('NOT_TEXT', { what: 'a binary file of an unknown kind' })
  return {
    ok: true,
    carried: { carrier: 'json', container: 'JSON', workflow: text, prompt: null, parameters: null, tolerated: [] },
  }
}

function readMarkup(start: string, text: string): Unpacked {
  if (/<(?:!doctype\s+)?html\b/i.test(start)) return failed('HTML_PAGE', {})
  if (!/<(?:\w{1,40}:)?svg[\s>]/.test(start)) return failed('NOT_A_WORKFLOW', { what: 'an XML document' })
  const svg: Container = { name: 'SVG', carrier: 'image', read: (_file, found) => readSvg(text, found) }
  return { ok: true, carried: readContainer(svg, new Bytes(new Uint8Array())) }
}

function failed(...what: Parameters<typeof problem>): Unpacked {
  return { ok: false, problem: problem(...what) }
}
