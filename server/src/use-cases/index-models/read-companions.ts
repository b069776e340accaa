import { companionNames } from '../../core/model-files/companions/companion-names.js'
import { readCompanion } from '../../core/model-files/companions/read-companion.js'
import type { CompanionClaim } from '../../core/model-index.js'
import { pathBelow } from '../../core/model-place.js'
import type { DescribePorts } from './parts.js'

/** Civitai's answers with all their pictures stay below this. */
const maxBytes = 4 * 1024 * 1024

/** What the companion files beside a model claim. One that cannot be read says nothing. */
export async function readCompanions({ disk }: Pick<DescribePorts, 'disk'>, path: string): Promise<readonly CompanionClaim[]> {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1
  const [folder, base] = [path.slice(0, cut), path.slice(cut)]
  const claims: CompanionClaim[] = []
  for (const name of companionNames(base)) {
    const beside = pathBelow(folder, name)
    const stamp = await disk.stamp(beside)
    if (stamp === null || stamp.size > maxBytes) continue
    const text = readText(disk, beside)
    if (text !== null) claims.push(...readCompanion(name, text, base))
  }
  return claims
}

function readText(disk: DescribePorts['disk'], path: string): string | null {
  try {
    const { source, close } = disk.open(path)
    try {
      return new TextDecoder().decode(source.read(0, Math.min(source.size, maxBytes)))
    } finally {
      close()
    }
  } catch {
    return null
  }
}
