import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Installation } from './installation.ts'

export interface ListedPack {
  title: string
  author: string
  /** Its repository. */
  reference: string
  types: readonly string[]
  stars: number
  changed: string
}

/** Two packs that share a type, one that is alone with its own. Invented names of real shape. */
const usual: readonly ListedPack[] = [
  { title: 'Mist Video', author: 'reel', reference: 'https://github.example/reel/mist-video', types: ['MistLoadVideo', 'MistSaveVideo'], stars: 812, changed: '2026-08-30 10:00:00' },
  { title: 'Fog IO', author: 'lumen', reference: 'https://github.example/lumen/fog-io', types: ['MistLoadVideo', 'MistSaveVideo'], stars: 97, changed: '2025-01-11 10:00:00' },
  { title: 'Ink Wash', author: 'ada', reference: 'https://github.example/ada/ink-wash', types: ['InkWash', 'InkDry'], stars: 40, changed: '2026-02-03 10:00:00' },
]

/** Lists as ComfyUI-Manager keeps them in the user folder. */
export function addCatalogue({ root }: Pick<Installation, 'root'>, packs = usual): void {
  const folder = join(root, 'user', '__manager', 'cache')
  const write = (name: string, content: unknown) => writeFileSync(join(folder, `1514988643_${name}.json`), JSON.stringify(content))
  mkdirSync(folder, { recursive: true })
  write('custom-node-list', { custom_nodes: packs.map(({ title, author, reference }) => ({ title, author, reference, files: [reference], install_type: 'git-clone', description: `Nodes of ${author}.` })) })
  write('extension-node-map', Object.fromEntries(packs.map(({ title, reference, types }) => [reference, [types, { title_aux: title }]])))
  write('github-stats', Object.fromEntries(packs.map(({ reference, stars, changed }) => [reference, { stars, last_update: changed, author_account_age_days: 900 }])))
}
