import { decodeLoosely, decodeUtf8 } from '../bytes.js'
import { formatBytes, plainText, quote } from '../words.js'
import type { Foreign } from './foreign-kind.js'
import { readLfsPointer } from './lfs-pointer.js'

const looked = 4096

/** Pages and pointers that begin with their own mark, whatever follows. */
export function findMarkedText(head: Uint8Array): Foreign | null {
  const start = decodeLoosely(head.subarray(0, looked)).trimStart()
  const pointer = readLfsPointer(start)
  if (pointer !== null) {
    const size = pointer.size === null ? '' : ` of ${formatBytes(pointer.size)}`
    const hash = pointer.sha256 === null ? '' : ` with SHA-256 ${pointer.sha256}`
    const says = `This is a Git LFS pointer, not the model: it stands for a file${size}${hash}. Fetch that file (git lfs pull) or download it.`
    return { code: 'git_lfs_pointer', what: 'a Git LFS pointer', says }
  }
  if (/^(?:<!--[^]{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(start)) {
    const title = /<title[^>]*>([^<]{1,200})/i.exec(start)?.[1]?.trim()
    const titled = title === undefined || title === '' ? '' : ` (its title: ${quote(title)})`
    const says = `This is a web page, not a model${titled}: the download was answered with a page, perhaps one to log in. Log in or accept the licence there, and download it again.`
    return { code: 'html_page', what: 'a web page', says }
  }
  if (/^(?:<\?xml[^>]*>\s*)?<Error\b/.test(start)) {
    const reason = /<Message>([^<]{1,200})/.exec(start)?.[1]
    const why = reason === undefined ? '' : ` (${quote(reason)})`
    return {
      code: 'error_answer',
      what: 'an error answer',
      says: `This is the error answer of a server, not a model${why}: get a new link and download it again.`,
    }
  }
  return null
}

/** JSON and other text. Asked last, because old pickles and data of other readers may be text too. */
export function findPlainText(head: Uint8Array, size: number): Foreign | null {
  const text = textOf(head)
  if (text === null) return null
  const start = text.trim()
  const reason = size <= head.length ? findReason(head) : null
  if (reason !== null) {
    const says = `This is the error answer of a server, not a model: ${quote(reason, 200)}. Solve that, and download it again.`
    return { code: 'error_answer', what: 'an error answer', says }
  }
  const says = `This is text, not a model; it begins ${quote(start, 60)}. Download the model again.`
  return { code: 'text_file', what: `text that begins ${plainText(start, 20)}`, says }
}

/** What a JSON answer says went wrong, in the fields that servers use. */
function findReason(bytes: Uint8Array): string | null {
  const text = decodeUtf8(bytes)
  if (text === null || !text.trimStart().startsWith('{')) return null
  const answer = parseObject(text)
  if (answer === null || answer.has('_class_name')) return null
  for (const key of ['error', 'message', 'detail', 'errors']) {
    const value = answer.get(key)
    const said = typeof value === 'object' && value !== null && 'message' in value ? value.message : value
    if (typeof said === 'string' && said !== '') return said
  }
  return null
}

function parseObject(text: string): ReadonlyMap<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : null
  } catch {
    return null
  }
}

/** The first 4 KiB as text; null where they are none. */
function textOf(head: Uint8Array): string | null {
  const start = head.subarray(0, looked)
  if (start.length === 0 || start.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13))
    return null
  // A character may be cut at the end: up to three bytes of it are given up.
  for (let cut = 0; cut <= 3; cut++) {
    const text = decodeUtf8(start.subarray(0, start.length - cut))
    if (text !== null) return text
    if (start.length < looked) return null
  }
  return null
}
