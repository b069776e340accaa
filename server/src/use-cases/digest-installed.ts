import type { Installed } from '../core/installed.js'
import { cameAfterStart } from '../core/readiness/node-types/came-after-start.js'
import type { Hasher } from '../core/ports.js'

/**
 * `blake3:` digest of what decides a report, so that two equal digests mean equal answers. The time of recording, command
 * line and sizes of unrelated things are left out. Cost: one pass over definitions and file names.
 */
export function digestInstalled(installed: Installed, hasher: Hasher): string {
  const lines: string[] = [`root ${installed.root ?? ''}`, `comfyui ${installed.comfyui ?? ''}`, `info ${installed.objectInfo}`]
  for (const [type, definition] of sorted(installed.definitions)) {
    const inputs = definition.inputs.map((input) => `${input.name}:${input.type}:${(input.options ?? []).join('\u0001')}`)
    lines.push(`type ${type} ${definition.module} ${inputs.join('\u0002')}`)
  }
  for (const pack of installed.nodePacks) {
    const later = cameAfterStart(pack, installed) === null ? '' : ' after the start'
    lines.push(`pack ${pack.folder} ${pack.state} ${pack.id ?? ''} ${pack.version ?? ''} ${pack.commit ?? ''}${later}`)
  }
  for (const failure of installed.importFailures) lines.push(`failure ${failure.module} ${failure.reason}`)
  for (const [folder, files] of sorted(installed.models)) {
    lines.push(`folder ${folder}`, ...files.map((file) => `file ${file.name} ${file.path ?? ''} ${file.size ?? ''}`))
  }
  lines.push(...[...(installed.inputs ?? [])].sort().map((name) => `input ${name}`))
  return hasher.hash(new TextEncoder().encode(lines.join('\n')))
}

function sorted<T>(map: ReadonlyMap<string, T> | null): [string, T][] {
  return [...(map ?? [])].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}
