const day = new Intl.DateTimeFormat(typeof navigator === 'undefined' ? undefined : navigator.language, { dateStyle: 'medium' })

/** The day of an ISO 8601 time in the reader's spelling; the text itself where it is no time. */
export function formatDay(text: string): string {
  const time = Date.parse(text)
  return Number.isNaN(time) ? text : day.format(time)
}
