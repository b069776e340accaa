import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Made-up lists of the real ones' size: 40,000 node types, 5,600 packs, 1,800 types of several packs. Same bytes each time. */
const packs = 5600
const types = 40_000
const shared = 1800
const words = 'Image Latent Mask Prompt Model Sampler Loader Text Video Audio Face Depth Noise Color Batch Crop'.split(' ')

const address = (at) => `https://github.com/author-${at % 1900}/ComfyUI-${words[at % words.length]}-Pack_${at}`
const typeName = (at) => `${words[at % words.length]}${words[(at * 7) % words.length]} ${at.toString(36)} (pack ${at % packs})`

export function makeCatalogue() {
  const claims = Array.from({ length: packs }, () => [])
  for (let at = 0; at < types; at += 1) claims[at % packs].push(typeName(at))
  for (let at = 0; at < shared; at += 1) claims[(at * 3 + 1) % packs].push(typeName(at))
  const map = Object.fromEntries(claims.map((list, at) => [address(at), [list, { title_aux: `Pack ${at}`, ...(at % 150 === 0 ? { nodename_pattern: `\\(pack ${at}\\)$` } : {}) }]]))
  const custom_nodes = claims.map((_, at) => ({
    author: `author-${at % 1900}`,
    title: `Pack ${at}`,
    ...(at % 4 === 0 ? { id: `nick-${at}` } : {}),
    reference: address(at),
    files: [address(at)],
    install_type: 'git-clone',
    description: `Nodes for ${words[at % words.length]} and more. ${'They do this and that to a picture. '.repeat(6)}`,
  }))
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-bench-catalogue-'))
  const files = { map: join(folder, 'extension-node-map.json'), list: join(folder, 'custom-node-list.json') }
  writeFileSync(files.map, JSON.stringify(map, null, 4))
  writeFileSync(files.list, JSON.stringify({ custom_nodes }, null, 4))
  return { folder, files, remove: () => rmSync(folder, { recursive: true }) }
}

/** 120 foreign types of one large workflow, each fourth claimed by two packs. */
export const asked = Array.from({ length: 120 }, (_, at) => typeName(at % 4 === 0 ? at * 11 : 2000 + at * 307))
