/** The reader's locale: numbers, sizes and times are written as they know them. */
const locale = typeof navigator === 'undefined' ? undefined : navigator.language

const whole = new Intl.NumberFormat(locale)
const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
const dayAndTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const
const sizes = units.map((unit) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: unit === 'byte' ? 'long' : 'short', maximumSignificantDigits: 3 }))

export function formatNumber(value: number): string {
  return whole.format(value)
}

/** Bytes in steps of 1000, as download pages show them: `407 MB`, `18.2 GB`. */
export function formatSize(bytes: number): string {
  let step = 0
  let value = bytes
  while (value >= 999.5 && step < units.length - 1) {
    value /= 1000
    step += 1
  }
  return sizes[step]?.format(value) ?? formatNumber(bytes)
}

/** How long ago `then` was at `now` (ms since the epoch): `2 sec. ago`, `3 days ago`. */
export function formatAgo(then: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - then) / 1000))
  if (seconds < 60) return ago.format(-seconds, 'second')
  if (seconds < 3600) return ago.format(-Math.round(seconds / 60), 'minute')
  if (seconds < 86_400) return ago.format(-Math.round(seconds / 3600), 'hour')
  return ago.format(-Math.round(seconds / 86_400), 'day')
}

export function formatDate(time: number): string {
  return dayAndTime.format(time)
}
