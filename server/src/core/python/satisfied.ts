import { type Distribution, normaliseName } from '../python-words.js'
import { evaluateMarker } from './markers.js'
import { parseRequirement, type Requirement } from './requirement.js'
import { satisfies } from './specifiers.js'

export type InstalledMap = ReadonlyMap<string, Pick<Distribution, 'version' | 'requires'>>

/** Requirements looked at for one question; an environment of hundreds of distributions needs a few thousand. */
const most = 20_000

/**
 * Names, sorted, whose installed version (or absence) is not what the wanted lines need, what those need in turn included. Empty: all is there
 * and nobody has to be asked. What cannot be read counts as not met.
 */
export function unmetNames(wanted: readonly Requirement[], installed: InstalledMap, markers: ReadonlyMap<string, string>): readonly string[] {
  const unmet = new Set<string>()
  const seen = new Set<string>()
  const queue = wanted.filter(({ marker }) => marker === '' || evaluateMarker(marker, markers, '') !== false)
  for (let at = 0; at < queue.length && at < most; at++) {
    const want = queue[at]
    if (want === undefined) break
    const there = installed.get(want.name)
    if (there === undefined || satisfies(there.version, want.specifiers) !== true) {
      unmet.add(want.name)
      continue
    }
    for (const extra of ['', ...want.extras]) {
      const key = `${want.name}[${extra}]`
      if (seen.has(key)) continue
      seen.add(key)
      queue.push(...needsOf(there.requires, markers, extra))
    }
  }
  if (queue.length > most) unmet.add(queue[most]?.name ?? '')
  return [...unmet].sort()
}

/** `Requires-Dist` lines that hold for one extra ('' for none). */
export function needsOf(requires: readonly string[], markers: ReadonlyMap<string, string>, extra: string): readonly Requirement[] {
  return requires.flatMap((line) => {
    const need = parseRequirement(line) ?? nameAlone(line)
    if (need === null) return []
    const holds = need.marker === '' ? extra === '' : evaluateMarker(need.marker, markers, extra) !== false
    return holds ? [need] : []
  })
}

/** An address in place of a version (`name @ https://...`): who is there is as good as it gets. */
function nameAlone(line: string): Requirement | null {
  const [, name, marker = ''] = /^([A-Za-z0-9][A-Za-z0-9._-]{0,100})\s*(?:\[[^\]]*\])?\s*@\s*\S+(?:\s;\s*(.*))?$/.exec(line.trim()) ?? []
  return name === undefined ? null : { name: normaliseName(name), extras: [], specifiers: '', marker }
}
