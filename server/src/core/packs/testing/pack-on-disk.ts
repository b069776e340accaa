import type { PackOnDisk, ShelvedPack } from '../../pack-facts.js'
import { joinPath } from '../../plan/paths.js'

export const linuxRoot = '/home/jo/ComfyUI Größe/custom_nodes'
export const windowsRoot = 'D:\\AI 模型\\ComfyUI\\custom_nodes'

/** A pack on the disk as far as a test cares. */
export function packOnDisk(folder: string, more: Partial<PackOnDisk> = {}): PackOnDisk {
  const root = more.root ?? linuxRoot
  const spelling = folder.startsWith('.disabled/') ? 'below' : folder.endsWith('.disabled') ? 'suffix' : null
  return {
    folder,
    path: joinPath(root, folder),
    root,
    state: spelling === null ? 'enabled' : 'disabled',
    spelling,
    source: 'folder',
    id: null,
    version: null,
    repository: null,
    commit: null,
    changed: null,
    ...more,
  }
}

export function shelvedPack(more: Partial<ShelvedPack> = {}): ShelvedPack {
  return {
    shelf: `sha256:${'a'.repeat(64)}`,
    path: '/state/shelf/aa',
    from: 'registry',
    id: 'nice-pack',
    repository: 'https://github.com/Nice/Pack',
    version: '1.2.0',
    commit: null,
    archive: null,
    published: null,
    folder: 'nice-pack',
    title: 'Nice Pack',
    bytes: 1000,
    files: 2,
    licence: null,
    hosts: [],
    ...more,
  }
}
