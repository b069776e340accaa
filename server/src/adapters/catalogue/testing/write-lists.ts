import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ToldCatalogue } from '../../../core/testing/contract/catalogue-facts.js'

/** What is told, as ComfyUI-Manager's four files in a folder. */
export async function writeLists(folder: string, { packs, models }: ToldCatalogue): Promise<void> {
  const map = Object.fromEntries(
    packs.map(({ address, title, types, pattern, wins }) => [
      address,
      [types, { title_aux: title, ...(pattern === undefined ? {} : { nodename_pattern: pattern }), ...(wins === undefined ? {} : { preemptions: wins }) }],
    ]),
  )
  const list = packs.map(({ address, formerly, id, title, author, description, packages }) => ({
    ...(id === undefined ? {} : { id }),
    ...(author === undefined ? {} : { author }),
    title,
    reference: address,
    ...(formerly === undefined ? {} : { reference2: formerly }),
    files: [address],
    install_type: 'git-clone',
    description: description ?? '',
    ...(packages === undefined ? {} : { pip: packages }),
  }))
  const stats = Object.fromEntries(
    packs.flatMap(({ address, stars, updated }) => (stars === undefined ? [] : [[address, { stars, last_update: `${updated ?? ''} 01:02:03`, author_account_age_days: 1 }]])),
  )
  const listed = models.map(({ name, title, url, page, folder: save, type, base, size }) => ({
    name: title, type, base, save_path: save, description: '', reference: page, filename: name, url, size,
  }))
  await mkdir(folder, { recursive: true })
  const write = (name: string, value: unknown) => writeFile(join(folder, name), JSON.stringify(value, null, 4))
  await write('extension-node-map.json', map)
  await write('custom-node-list.json', { custom_nodes: list })
  await write('1514988643_model-list.json', { models: listed })
  await write('746607195_github-stats.json', stats)
}
