import { basename, join } from 'node:path'
import type { Effect } from '@greenlight/shared/plan-effects'
import type { Bed } from './bed.js'
import { sha256, type Wanted } from './make-plan.js'

export const deeds = ['adopt', 'copy', 'disable', 'enable', 'fetch', 'gather', 'hard', 'install', 'move', 'remove', 'repair', 'symbolic', 'update'] as const
export interface Deed {
  readonly what: (typeof deeds)[number]
  /** Which of the files or packs there are by then. */
  readonly pick: number
}

/** The tree that random plans change; blanks, other letters, line ends of Windows, permissions, a repository and a link are in it. */
export const firstTree = {
  'world/models/checkpoints/base model.safetensors': 'base',
  'world/models/checkpoints/стиль.safetensors': 'style',
  'world/models/loras/模.pt': 'pt',
  'world/models/loras/broken.pt': '',
  'world/custom_nodes/one/__init__.py': 'a = 1\r\n',
  'world/custom_nodes/one/.git/HEAD': 'ref: refs/heads/main',
  'world/custom_nodes/one/js/x.js': 'export {}',
  'world/custom_nodes/two/__init__.py': '',
  'world/custom_nodes/two/link': { link: '../one/js' },
  'world/custom_nodes/off.disabled/__init__.py': '',
  'world/workflows/portrait.json': '{"seed": 18446744073709551615}\r\n',
  'outside/stray.pt': 'stray',
}

/** Turns deeds into actions, each on what the ones before it leave behind. `width`: actions that share a group. */
export function randomActions(bed: Bed, id: string, chosen: readonly Deed[], width: number): Wanted[] {
  const files = ['checkpoints/base model.safetensors', 'checkpoints/стиль.safetensors', 'loras/模.pt', 'loras/broken.pt'].map((name) => bed.world('models', name))
  const on = ['one', 'two'].map((name) => bed.world('custom_nodes', name))
  const off = [bed.world('custom_nodes/off.disabled')]
  const folders = new Set<string>()
  let fresh = 0

  const place = (from: string, to: string, as: 'move' | 'place' | 'trash' = 'place'): Effect => ({ do: 'move', from, to, as })
  const partOf = (to: string): string => join(to, '..', `.${basename(to)} ${fresh}.${id.slice(0, 10)}.part`)
  const trashOf = (path: string): string => bed.state('trash', `${id}${(fresh += 1)}`, basename(path))
  const take = (list: string[], pick: number): string | undefined => list.splice(pick % Math.max(1, list.length), 1)[0]
  const look = (list: readonly string[], pick: number): string | undefined => list[pick % Math.max(1, list.length)]
  const newFile = (folder: string, add = true): string => {
    const path = bed.world('models', folder, `new ${(fresh += 1)}.pt`)
    if (add) files.push(path)
    return path
  }
  const made = (path: string): Effect[] => {
    if (folders.has(path)) return []
    folders.add(path)
    return [{ do: 'make-folder', path }]
  }
  const unpack = (to: string, before: Effect[]): Wanted => {
    const staging = bed.world('custom_nodes', `.greenlight-${id}.disabled`, `${basename(to)} ${(fresh += 1)}`)
    on.push(to)
    return { kind: 'install-node-pack', prepare: [{ prepare: 'unpack', shelf: `version ${fresh}`, to: staging, marks: [{ name: '.tracking', text: 'x' }] }], effects: [...before, place(staging, to)], checks: [{ check: 'folder', path: to }] }
  }
  const fetch = (to: string, before: Effect[]): Wanted => ({
    kind: 'download-model',
    prepare: [{ prepare: 'download', url: `https://h/${(fresh += 1)}`, part: partOf(to), size: null, sha256: null, blake3: null, directory: null, name: 'x' }],
    effects: [...before, place(partOf(to), to)],
    checks: [{ check: 'file', path: to, size: null, sha256: sha256(`fetched https://h/${fresh}`), blake3: null }],
  })

  function actionOf({ what, pick }: Deed): Wanted | null {
    switch (what) {
      case 'move':
      case 'gather': {
        const from = take(files, pick)
        if (from === undefined) return null
        const folder = bed.world('models', 'loras', 'gathered')
        const to = what === 'move' ? newFile(pick % 2 === 0 ? 'loras' : 'checkpoints') : newFile('loras/gathered')
        return { effects: [...(what === 'gather' ? made(folder) : []), place(from, to, 'move')], checks: [{ check: 'absent', path: from }] }
      }
      case 'hard':
      case 'symbolic': {
        const target = look(files, pick)
        return target === undefined ? null : { kind: 'link-model', effects: [{ do: 'link', path: newFile('loras', false), target, how: what }] }
      }
      case 'adopt': {
        const to = newFile('loras')
        return { kind: 'adopt-model', prepare: [{ prepare: 'copy', from: bed.at('outside/stray.pt'), to: partOf(to) }], effects: [place(partOf(to), to)] }
      }
      case 'copy': {
        const to = bed.world('workflows', `portrait.v${(fresh += 1)}.json`)
        const text = '{"seed": 7}\r\n'
        const write = { prepare: 'write', of: bed.world('workflows/portrait.json'), spans: [{ from: 9, to: 29, text: '7' }], sha256: sha256(text), to: partOf(to) } as const
        return { kind: 'edit-widget', prepare: [{ ...write, spans: [...write.spans] }], effects: [place(partOf(to), to)], checks: [{ check: 'file', path: to, size: text.length, sha256: sha256(text), blake3: null }] }
      }
      case 'fetch':
        return fetch(newFile('checkpoints'), [])
      case 'repair': {
        const old = look(files, pick)
        return old === undefined ? null : fetch(old, [place(old, trashOf(old), 'trash')])
      }
      case 'install':
        return unpack(bed.world('custom_nodes', `new ${(fresh += 1)}`), [])
      case 'update': {
        const old = take(on, pick)
        return old === undefined ? null : unpack(old, [place(old, trashOf(old), 'trash')])
      }
      case 'remove': {
        const old = take(pick % 2 === 0 ? on : off, pick)
        return old === undefined ? null : { kind: 'remove-node-pack', tier: 'destructive', effects: [place(old, trashOf(old), 'trash')] }
      }
      case 'disable': {
        const old = take(on, pick)
        const folder = bed.world('custom_nodes/.disabled')
        if (old === undefined) return null
        const to = join(folder, `${basename(old)} ${(fresh += 1)}`)
        off.push(to)
        return { kind: 'disable-node-pack', effects: [...made(folder), place(old, to, 'move')] }
      }
      case 'enable': {
        const old = take(off, pick)
        const to = bed.world('custom_nodes', `again ${(fresh += 1)}`)
        if (old !== undefined) on.push(to)
        return old === undefined ? null : { kind: 'enable-node-pack', effects: [place(old, to, 'move')] }
      }
    }
  }

  return chosen
    .map(actionOf)
    .filter((one) => one !== null)
    .map((one, at) => ({ ...one, group: `g${Math.floor(at / width)}` }))
}
