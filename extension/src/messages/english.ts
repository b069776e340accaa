import { formatNumber } from './format.js'

/** Grammar of the English texts. */
const plural = new Intl.PluralRules('en')
const list = new Intl.ListFormat('en', { style: 'long', type: 'conjunction' })

/** `1 node`, `4 nodes`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${plural.select(count) === 'one' ? one : many}`
}

/** `2 node packs are missing`, `1 model is missing`. */
export function isOrAre(count: number, rest: string): string {
  return `${plural.select(count) === 'one' ? 'is' : 'are'} ${rest}`
}

/** `A, B and C`. */
export function joined(parts: readonly string[]): string {
  return list.format(parts).replace(/, and /, ' and ')
}
