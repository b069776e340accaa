import type { PackCard } from '@greenlight/shared/packs'
import { compareVersions } from '../compare-versions.js'
import { packKey } from './pack-key.js'
import { bestFit } from './same-sockets.js'
import type { Told } from './alternatives.js'
import type { TypeCase } from './type-case.js'

/**
 * Which version to take: the one with which the workflow was saved; else the newest whose definitions still take the sockets of the
 * workflow's nodes, where a catalogue holds definitions. Null when neither is known.
 */
export function versionFor(key: string, cases: readonly TypeCase[], told: Told): PackCard['version'] | null {
  const saved = savedVersions(key, cases)
  const [most] = [...saved].sort(([a, n], [b, m]) => m - n || (compareVersions(b, a) ?? 0) || (a < b ? -1 : 1))
  if (most !== undefined) {
    const others = saved.size === 1 ? '' : `; other nodes name ${[...saved.keys()].filter((one) => one !== most[0]).sort().join(', ')}`
    return { version: most[0], says: `The workflow was saved with ${most[0]}${others}.` }
  }
  return newestThatFits(key, cases, told)
}

/** How many nodes name each version; several packs never share one. */
function savedVersions(key: string, cases: readonly TypeCase[]): Map<string, number> {
  const count = new Map<string, number>()
  for (const { reference, declared } of cases) {
    if (!declared.some((one) => packKey(one) === key)) continue
    for (const { declared: said } of reference.nodes) {
      const version = said.ver
      if (version === null || version === '' || version === 'unknown' || said.cnrId === 'comfy-core') continue
      count.set(version, (count.get(version) ?? 0) + 1)
    }
  }
  return count
}

function newestThatFits(key: string, cases: readonly TypeCase[], { known }: Told): PackCard['version'] | null {
  const fits = new Map<string, number>()
  let asked = 0
  for (const { reference } of cases) {
    const signatures = known.claims.get(reference.type)?.find((one) => packKey(one) === key)?.signatures ?? []
    if (signatures.length === 0) continue
    asked += 1
    for (const signature of signatures) {
      const { version } = signature
      if (version !== undefined && (bestFit(reference, [signature])?.fit ?? 1) === 1) fits.set(version, (fits.get(version) ?? 0) + 1)
    }
  }
  const [newest] = [...fits].filter(([, types]) => types === asked).map(([version]) => version).sort((a, b) => (compareVersions(b, a) ?? 0) || (a < b ? 1 : -1))
  return newest === undefined ? null : { version: newest, says: `${newest} is the newest version whose inputs and outputs fit the workflow's nodes.` }
}
