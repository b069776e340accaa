import { bytesOf, contentRangeOf } from './answer-length.js'
import type { OpenAnswer } from './open-answer.js'
import { isSameFile, type Validator } from './validator.js'

/** What is on the disk when a question is asked. */
export interface Held {
  /** Bytes; the question was for those behind them. */
  readonly done: number
  /** Of the file that they are from. */
  readonly validator: Validator | null
  readonly size: number | null
}

/**
 * What an answer is good for. `append`: its body goes on where the part ends; `whole`: its body is the file from its beginning; `anew`: ask again
 * for all of it; `later`: the host is busy or unwell; `refused`: it does not give the file. `size`: of the whole file, as far as it is told.
 */
export type Verdict =
  | { readonly is: 'append'; readonly size: number | null; /** It says that it gives less than was asked for. */ readonly stretch: boolean }
  | { readonly is: 'whole'; readonly size: number | null }
  | { readonly is: 'anew'; readonly changed: boolean }
  | { readonly is: 'later' | 'refused' | 'packed' | 'partial' }

const unwell = new Set([408, 425, 429, 500, 502, 503, 504, 507, 509, 520, 521, 522, 523, 524])

export function judgeAnswer({ status, headers }: Pick<OpenAnswer, 'headers' | 'status'>, held: Held): Verdict {
  if (unwell.has(status)) return { is: 'later' }
  if (status === 416 && held.done > 0) return { is: 'anew', changed: false }
  if (status !== 200 && status !== 206) return { is: 'refused' }
  const packed = headers.get('content-encoding')?.trim().toLowerCase() ?? ''
  if (packed !== '' && packed !== 'identity') return { is: 'packed' }
  if (status === 200) return { is: 'whole', size: bytesOf(headers.get('content-length')) }
  if (held.done === 0) return { is: 'partial' }
  const range = contentRangeOf(headers.get('content-range'))
  const length = bytesOf(headers.get('content-length'))
  const fits = range !== null && range.first === held.done && (length === null || length === range.last - range.first + 1)
  if (!fits) return { is: 'anew', changed: false }
  const same = held.validator !== null && isSameFile(held.validator, headers) && (held.size === null || range.total === null || range.total === held.size)
  const size = range.total ?? held.size
  return same ? { is: 'append', size, stretch: size !== null && range.last < size - 1 } : { is: 'anew', changed: true }
}
