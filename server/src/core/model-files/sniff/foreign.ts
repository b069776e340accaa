import { findSignature } from './signatures.js'
import { findMarkedText } from './foreign-text.js'
import { formatBytes } from '../words.js'
import type { Foreign } from './foreign-kind.js'

/** What surely is no model, by its first bytes. */
export function findForeign(head: Uint8Array, size: number): Foreign | null {
  if (size === 0) {
    return {
      code: 'too_short',
      what: 'an empty file',
      says: 'The file is empty: the download never began, or the disk was full. Download it again.',
    }
  }
  if (head.length >= 8 && head.every((byte) => byte === 0)) {
    const says = `Its first ${formatBytes(head.length)} are zeros: the space was reserved, but the download did not fill it. Download it again.`
    return { code: 'zeros', what: 'zeros', says }
  }
  return findMarkedText(head) ?? findMarkedBytes(head)
}

function findMarkedBytes(head: Uint8Array): Foreign | null {
  const found = findSignature(head)
  if (found === null) return null
  const { what, kind } = found
  const advice = kind === 'archive' ? 'Unpack it; the model may be inside.' : 'Download the model again.'
  return {
    code: kind === 'other' ? 'not_a_model' : `${kind}_file`,
    what,
    says: `This is ${what}, not a model. ${advice}`,
  }
}
