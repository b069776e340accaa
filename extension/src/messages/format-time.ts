import { formatDate } from './format.js'

/** An ISO 8601 time in the reader's spelling; the text itself where it is no time. */
export function formatTime(text: string): string {
  const time = Date.parse(text)
  return Number.isNaN(time) ? text : formatDate(time)
}
