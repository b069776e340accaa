import type { Candidate } from '@greenlight/shared/report'
import type { NodeDefinition } from '../../definitions.js'
import type { Installed } from '../../installed.js'
import { plainFolder } from '../../resolve/pack-on-disk.js'
import { objectInfo } from './facts.js'

const prefix = 'custom_nodes.'

/** The node pack that registers a defined type, as its module says; null for ComfyUI's own nodes. */
export function providerOf(definition: NodeDefinition, installed: Installed): Candidate | null {
  if (!definition.module.startsWith(prefix)) return null
  const folder = definition.module.slice(prefix.length)
  const packs = installed.nodePacks
  const pack =
    packs.find((one) => one.folder === folder) ?? packs.find((one) => plainFolder(one.folder) === plainFolder(folder))
  if (folder === 'websocket_image_save' && pack === undefined) return null
  return {
    id: pack?.id ?? null,
    repository: pack?.repository ?? null,
    title: pack?.title ?? folder,
    ...(pack?.version === undefined ? {} : { version: pack.version }),
    via: 'exact-type',
    confidence: 1,
    evidence: [objectInfo(`ComfyUI says that ${definition.module} registers it.`)],
  }
}
