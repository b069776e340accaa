import type { CataloguePart } from '@greenlight/shared/catalogue'
import { printable } from '../../core/readings/printable.js'

const day = 24 * 60 * 60 * 1000
const titles: Readonly<Record<CataloguePart['from'], string>> = {
  'comfy-registry': 'Comfy Registry',
  decisions: 'your decisions',
  import: 'imported',
  installed: 'installed packs',
  manager: 'ComfyUI-Manager',
}

/** One part in three lines: what it is and how old, what it holds, where it lies. `now`: milliseconds since 1970. */
export function partLines(part: CataloguePart, now: number): string[] {
  const counts = [some(part.packs, 'pack'), some(part.nodeTypes, 'node type'), some(part.models, 'model')].filter((text) => text !== null)
  return [
    // What lies on this disk is as it is now.
    part.from === 'decisions' || part.from === 'installed' ? titles[part.from] : `${titles[part.from]}, ${ageOf(part.at, now)}`,
    `  ${counts.length === 0 ? 'nothing' : counts.join(', ')}${part.licence === undefined ? '' : `; ${part.licence}`}`,
    `  ${printable(part.where)}`,
  ]
}

/** `today`, `3 days old`, `of unknown age`. */
export function ageOf(at: string | undefined, now: number): string {
  const time = at === undefined ? Number.NaN : Date.parse(at)
  if (Number.isNaN(time)) return 'of unknown age'
  const days = Math.floor((now - time) / day)
  if (days < 1) return 'of today'
  return days < 60 ? `${days} ${days === 1 ? 'day' : 'days'} old` : `${Math.floor(days / 30)} months old`
}

function some(count: number, what: string): string | null {
  return count === 0 ? null : `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`
}
