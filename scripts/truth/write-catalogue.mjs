import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const json = (value) => `${JSON.stringify(value, null, 1)}\n`

/** Writes the packs and models as the three files that ComfyUI-Manager keeps. */
export function writeCatalogue(folder, packs, models) {
  const map = packs.filter((pack) => pack.listed !== 'list').map((pack) => [pack.url, [pack.types, mapFacts(pack)]])
  const list = packs.filter((pack) => pack.listed !== 'map' && pack.core !== true).map(listEntry)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'extension-node-map.json'), json(Object.fromEntries(map)))
  writeFileSync(join(folder, 'custom-node-list.json'), json({ custom_nodes: list }))
  writeFileSync(join(folder, 'model-list.json'), json({ models: models.map(modelEntry) }))
}

function mapFacts(pack) {
  const { pattern, preemptions } = listFacts(pack)
  return {
    title_aux: pack.title,
    ...(pattern === undefined ? {} : { nodename_pattern: pattern }),
    ...(preemptions === undefined ? {} : { preemptions }),
  }
}

const listFacts = ({ pattern, wins, types }) => ({ pattern, preemptions: wins === 'all' ? types : wins })

function listEntry(pack) {
  const { pattern, preemptions } = listFacts(pack)
  const author = pack.author ?? /^([^/]+)\//.exec(pack.pack.replace(/^https?:\/\/[^/]+\//, ''))?.[1] ?? ''
  return {
    author,
    title: pack.title,
    ...(pack.id === undefined ? {} : { id: pack.id }),
    reference: pack.url,
    ...(pack.moved === undefined ? {} : { reference2: pack.moved }),
    files: [pack.url],
    install_type: pack.url.endsWith('.py') ? 'copy' : 'git-clone',
    description: pack.about ?? '',
    ...(pattern === undefined ? {} : { nodename_pattern: pattern }),
    ...(preemptions === undefined ? {} : { preemptions }),
  }
}

const modelEntry = ({ file, type, folder, url, base, size }) => ({
  name: file,
  type,
  base,
  save_path: folder,
  description: '',
  reference: url,
  filename: file,
  url,
  size,
})
