import type { Decision } from '@greenlight/shared/decisions'
import type { Evidence } from '@greenlight/shared/report'
import type { Installed, Known } from '../../installed.js'

/** What node types are judged against. */
export interface Facts {
  readonly installed: Installed
  readonly known: Known
  /** Types that the open page has registered without a definition of the server; empty when no page was asked. */
  readonly frontendOnly: ReadonlySet<string>
  /** What the person chose before. */
  readonly decisions: readonly Decision[]
  /** The workflow's name in decisions; null when it has none. */
  readonly workflow: string | null
}

/** Who listed the node types, as evidence. */
export function listedBy(installed: Installed): string {
  if (installed.objectInfo === 'live') return 'The running ComfyUI'
  if (installed.objectInfo === 'file') return 'The saved answer of ComfyUI'
  return `ComfyUI's answer of ${installed.recordedAt ?? 'an earlier time'}`
}

export function objectInfo(says: string): Evidence {
  return { from: 'object_info', says, where: '/object_info' }
}

/** Whether the running server was started with a flag. The command line itself is never repeated. */
export function hasFlag(installed: Installed, flag: string): boolean {
  return installed.argv.some((argument) => argument === flag || argument.startsWith(`${flag}=`))
}
