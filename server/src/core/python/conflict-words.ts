/** Sentences of a simplified conflict. */
const most = 6

/**
 * uv's account of why no set of versions fits, shortened to what a person can act on (DOCK-52): one line for each fact, conclusions left out.
 * The first line of what came where nothing of it is known.
 */
export function simplifyConflict(text: string): string {
  const flat = text.slice(0, 20_000).replace(/\s+/g, ' ')
  const facts = new Set<string>()
  for (const [pattern, say] of patterns)
    for (const match of flat.matchAll(pattern)) facts.add(say(match.slice(1).map((part) => (part ?? '').trim())))
  const said = [...facts].filter((fact) => fact !== '')
  if (said.length > 0) return said.slice(0, most).join('\n')
  return (/(?:error:|×|cause:)\s*(.{1,300}?)(?:\s{2}|$)/.exec(text.trim().split(/\r?\n/).join('  '))?.[1] ?? flat.trim().slice(0, 300)).trim()
}

const name = String.raw`([A-Za-z0-9][\w.+-]*(?:\[[^\]]*\])?(?:[<>=!~][^\s,;]*(?:,\s?[<>=!~][^\s,;]*)*)?)`
const patterns: readonly (readonly [RegExp, (parts: readonly string[]) => string])[] = [
  [new RegExp(`all versions of ${name} depend on ${name}`, 'g'), ([a, b]) => `Every ${a} needs ${tidy(b)}.`],
  [new RegExp(`${name} depends on ${name}`, 'g'), ([a, b]) => `${a} needs ${tidy(b)}.`],
  [new RegExp(`there (?:is|are) no versions? of ${name}`, 'g'), ([a]) => `There is no ${tidy(a)}.`],
  [new RegExp(`only ${name} is available`, 'g'), ([a]) => `Only ${tidy(a)} can be had.`],
  [new RegExp(`${name} was not found in the (?:package registry|provided package locations)`, 'g'), ([a]) => `The index has no ${tidy(a)}.`],
  [new RegExp(`${name} (?:has|have) no usable wheels`, 'g'), ([a]) => `${tidy(a)} comes as source only, and nothing is built here.`],
  [new RegExp(`${name} (?:has|have) no wheels with a matching platform`, 'g'), ([a]) => `${tidy(a)} has no wheel for this system.`],
  [new RegExp(`${name} (?:has|have) no wheels with a matching Python`, 'g'), ([a]) => `${tidy(a)} has no wheel for this Python.`],
  [/the current Python version \(([\d.]+)\) does not satisfy Python([<>=!~][^\s]*)/g, ([a, b]) => `It wants Python ${tidy(b)}; here is ${a}.`],
  [new RegExp(`you require ${name}(?: and ${name})?`, 'g'), ([a, b]) => (b === '' ? `Wanted is ${tidy(a)}.` : `Wanted are ${tidy(a)} and ${tidy(b)}.`)],
]

const tidy = (text = '') => text.replace(/[.,]+$/, '')
