import { normaliseName } from '../python-words.js'

/** One line of a requirements file that names a distribution of an index. */
export interface Requirement {
  readonly name: string
  readonly extras: readonly string[]
  /** `>=1,<2`, '' for any. */
  readonly specifiers: string
  /** '' for always. */
  readonly marker: string
}

const pattern = /^([A-Za-z0-9](?:[A-Za-z0-9._-]{0,100}[A-Za-z0-9])?)\s*(?:\[([^\]]{0,400})\])?\s*(.*)$/s
const specifiers = /^(?:(?:~=|===|==|!=|<=|>=|<|>)\s*[A-Za-z0-9.*+!_-]{1,100}\s*(?:,\s*|$))*$/

/** Null: blank, an option, an address, a path, or nothing that can be read (PEP 508). What follows ` #` is left out. */
export function parseRequirement(line: string): Requirement | null {
  const text = line.replace(/(?:^|\s)#.*$/s, '').trim()
  if (text.length > 4000) return null
  const [, name = '', extras = '', rest = ''] = pattern.exec(text) ?? []
  if (name === '') return null
  const cut = rest.indexOf(';')
  const wants = (cut < 0 ? rest : rest.slice(0, cut)).trim().replace(/^\((.*)\)$/s, '$1').trim()
  const marker = cut < 0 ? '' : rest.slice(cut + 1).trim()
  if (!specifiers.test(wants) || (cut >= 0 && marker === '')) return null
  return {
    name: normaliseName(name),
    extras: extras.split(',').flatMap((extra) => (extra.trim() === '' ? [] : [normaliseName(extra.trim())])).sort(),
    specifiers: wants.replace(/\s+/g, '').replace(/,$/, ''),
    marker,
  }
}

/** One spelling for all that mean the same: for keys of what is kept, and for the resolver. */
export function canonicalRequirement({ name, extras, specifiers, marker }: Requirement): string {
  const wants = specifiers.split(',').sort().join(',')
  return `${name}${extras.length === 0 ? '' : `[${extras.join(',')}]`}${wants}${marker === '' ? '' : ` ; ${marker.replace(/\s+/g, ' ')}`}`
}
