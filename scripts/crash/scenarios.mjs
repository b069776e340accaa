import { linkSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { tools } from './tools.mjs'

const sha256 = (bytes) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`
const weights = (name, size) => Buffer.alloc(size, `${name} `)
const workflow = Buffer.from('{"nodes": [{"widgets_values": ["style v2.safetensors", 18446744073709551615]}]}\r\n')

/** The tree that every kind of action begins with; blanks, other letters and a link are in it because people have them. */
export function plant({ slot, other }) {
  const put = (path, contents) => {
    mkdirSync(dirname(join(slot, path)), { recursive: true })
    writeFileSync(join(slot, path), contents)
    utimesSync(join(slot, path), 1_600_000_000, 1_600_000_000.25)
  }
  for (const folder of ['world/models/loras', 'world/custom_nodes', 'world/workflows', 'state', 'outside', 'source']) mkdirSync(join(slot, folder), { recursive: true })
  mkdirSync(other, { recursive: true })
  put('world/models/checkpoints/стиль 模.safetensors', weights('base', 20_000))
  put('world/models/loras/broken.safetensors', 'half of it')
  put('world/custom_nodes/old pack/__init__.py', 'version = 1\r\n')
  put('world/custom_nodes/old pack/js/x.js', 'export {}')
  put('world/custom_nodes/off.disabled/__init__.py', '')
  put('world/workflows/portrait.json', '{"nodes": []}')
  put('outside/stray.safetensors', weights('stray', 9000))
  put('outside/precious.txt', 'not ours')
  put('source/style v2.safetensors', weights('new', 30_000))
  put('source/pack-2/__init__.py', 'version = 2')
  put('source/pack-2/js/y.js', 'export {}')
  put('source/pack-2/deep/er/z.py', '')
  symlinkSync('../outside/precious.txt', join(slot, 'world/custom_nodes/link'))
}

/** For each kind of action the actions of its plan. `at`: paths below the slot `folder`; `id`: of the plan; `other`: a folder on another volume. */
export const scenarios = {
  'download and place': ({ at, id }) => [download(at, id, 'models/loras/new folder', 'style v2.safetensors')],
  'download over a broken file': ({ at, id }) => {
    const [one] = [download(at, id, 'models/loras', 'style v2.safetensors', 'broken.safetensors')]
    return [{ ...one, tier: 'destructive', effects: [move(at('world/models/loras/broken.safetensors'), at('state/trash/01BROKEN/broken.safetensors'), 'trash'), ...one.effects.filter(({ do: what }) => what === 'move')] }]
  },
  'move a model': ({ at }) => [{ effects: [move(at('world/models/checkpoints/стиль 模.safetensors'), at('world/models/loras/стиль 模.safetensors'), 'move')] }],
  'rename a model': ({ at }) => [{ effects: [move(at('world/models/checkpoints/стиль 模.safetensors'), at('world/models/checkpoints/style.safetensors'), 'move')] }],
  'move to another volume': ({ at, other }) => [{ effects: [move(at('world/models/checkpoints/стиль 模.safetensors'), join(other, 'style.safetensors'), 'move')] }],
  'move a pack to another volume': ({ at, other }) => [{ effects: [move(at('world/custom_nodes/old pack'), join(other, 'old pack'), 'move')] }],
  'hard link': ({ at }) => [{ kind: 'link-model', effects: [{ do: 'link', path: at('world/models/loras/same.safetensors'), target: at('world/models/checkpoints/стиль 模.safetensors'), how: 'hard' }] }],
  'symbolic link': ({ at }) => [{ kind: 'link-model', effects: [{ do: 'link', path: at('world/models/loras/same.safetensors'), target: at('world/models/checkpoints/стиль 模.safetensors'), how: 'symbolic' }] }],
  'adopt a stray file': ({ at, id }) => {
    const part = at(`world/models/loras/.stray.safetensors.${id.slice(0, 10)}.part`)
    return [{ kind: 'adopt-model', prepare: [{ prepare: 'copy', from: at('outside/stray.safetensors'), to: part }], effects: [move(part, at('world/models/loras/stray.safetensors'), 'place')] }]
  },
  'copy of a workflow': ({ at, id }) => [copyOfWorkflow(at, id)],
  'install a pack': ({ at, id }) => [install(at, id, 'new pack', [])],
  "a pack by ComfyUI-Manager's queue": ({ at, id }) => [
    { kind: 'install-node-pack', tier: 'code', effects: [{ do: 'queue-pack', path: at('world/custom_nodes/queued'), id: 'queued', version: '2.0.0', shelf: 'pack-2', staging: at(`world/custom_nodes/.greenlight-${id}.disabled/queued`) }], checks: [{ check: 'folder', path: at('world/custom_nodes/queued') }] },
  ],
  'update a pack': ({ at, id }) => [install(at, id, 'old pack', [move(at('world/custom_nodes/old pack'), at('state/trash/01OLD/old pack'), 'trash')])],
  'disable a pack': ({ at }) => [
    {
      kind: 'disable-node-pack',
      effects: [
        { do: 'make-folder', path: at('world/custom_nodes/.disabled') },
        move(at('world/custom_nodes/old pack'), at('world/custom_nodes/.disabled/old pack'), 'move'),
      ],
    },
  ],
  'enable a pack': ({ at }) => [{ kind: 'enable-node-pack', effects: [move(at('world/custom_nodes/off.disabled'), at('world/custom_nodes/off'), 'move')] }],
  'remove a pack': ({ at }) => [{ kind: 'remove-node-pack', tier: 'destructive', effects: [move(at('world/custom_nodes/old pack'), at('state/trash/01GONE/old pack'), 'trash')] }],
  'restore from the trash': ({ at }) => [{ kind: 'restore', effects: [move(at('state/trash/01BACK/kept.pt'), at('world/models/loras/kept.pt'), 'restore')] }],
  'several groups': ({ at, id }) => [
    download(at, id, 'models/loras/new folder', 'style v2.safetensors'),
    { ...install(at, id, 'new pack', []), group: 'pack' },
    { effects: [move(at('world/custom_nodes/off.disabled'), at('world/custom_nodes/off'), 'move')], kind: 'enable-node-pack', group: 'pack' },
    { kind: 'link-model', effects: [{ do: 'link', path: at('world/models/loras/same.safetensors'), target: at('world/models/checkpoints/стиль 模.safetensors'), how: 'symbolic' }] },
    { kind: 'restart-comfyui', checks: [{ check: 'registered', types: ['X'] }] },
  ],
  'change Python packages': ({ folder, id, bundle }) => [{ kind: 'install-packages', tier: 'code', effects: [bundle.packagesEffect(folder, id)] }],
  'one of everything': ({ at, id, folder, bundle }) => [
    download(at, id, 'models/loras/new folder', 'style v2.safetensors'),
    { ...install(at, id, 'old pack', [move(at('world/custom_nodes/old pack'), at('state/trash/01OLD/old pack'), 'trash')]), group: 'pack' },
    { kind: 'install-packages', tier: 'code', group: 'pack', effects: [bundle.packagesEffect(folder, id)] },
    copyOfWorkflow(at, id),
  ],
}

/** Kinds with which the model index is brought up to date as well. */
export const indexed = new Set(['download and place', 'move a model', 'one of everything'])

const withPackages = new Set(['change Python packages', 'one of everything'])

/** Why a kind cannot be tried here; null: it can. */
export function whyNot(name, { across }) {
  if ((name === 'move to another volume' || name === 'move a pack to another volume') && !across) return 'one volume only'
  return withPackages.has(name) && tools === null ? 'no uv' : null
}

/** Kinds of which each try takes a second and more: of their points so many times fewer are taken. */
export const slowness = (name) => (withPackages.has(name) ? 12 : 1)

export const effectsOf = (actions) => actions.flatMap(({ effects }) => effects ?? [])

/** Bytes that come from outside when all goes well. */
export const fetchedBytes = (actions) => actions.flatMap(({ prepare }) => prepare ?? []).reduce((sum, one) => sum + (one.prepare === 'download' ? one.size : 0), 0)

/** What some kinds need beside: something in the trash that is brought back, packages and their index. */
export function plantMore(name, { slot }, { plantPackages }) {
  if (withPackages.has(name)) plantPackages(slot, tools)
  if (name !== 'restore from the trash') return
  mkdirSync(join(slot, 'state/trash/01BACK'), { recursive: true })
  writeFileSync(join(slot, 'state/trash/01BACK/kept.pt'), weights('kept', 5000))
  linkSync(join(slot, 'state/trash/01BACK/kept.pt'), join(slot, 'outside/second name.pt'))
}

function move(from, to, as) {
  return { do: 'move', from, to, as }
}

function download(at, id, folder, name, as = name) {
  const [part, to] = [at(`world/${folder}/.${as}.${id.slice(0, 10)}.part`), at(`world/${folder}/${as}`)]
  const bytes = weights('new', 30_000)
  return {
    kind: 'download-model',
    prepare: [{ prepare: 'download', url: `https://example.org/${encodeURIComponent(name)}`, part, size: bytes.length, sha256: sha256(bytes), blake3: null, directory: 'loras', name }],
    effects: [{ do: 'make-folder', path: at(`world/${folder}`) }, move(part, to, 'place')],
    checks: [{ check: 'file', path: to, size: bytes.length, sha256: sha256(bytes), blake3: null }],
  }
}

function install(at, id, name, before) {
  const [staging, to] = [at(`world/custom_nodes/.greenlight-${id}.disabled/${name}`), at(`world/custom_nodes/${name}`)]
  return {
    kind: 'install-node-pack',
    tier: 'code',
    prepare: [{ prepare: 'unpack', shelf: 'pack-2', to: staging, marks: [{ name: '.tracking', text: '__init__.py\n' }] }],
    effects: [...before, move(staging, to, 'place')],
    checks: [{ check: 'folder', path: to }],
  }
}

function copyOfWorkflow(at, id) {
  const [part, to] = [at(`world/workflows/.portrait.v2.json.${id.slice(0, 10)}.part`), at('world/workflows/portrait.v2.json')]
  return {
    kind: 'edit-widget',
    prepare: [{ prepare: 'write', of: at('world/workflows/portrait.json'), spans: [{ from: 0, to: 13, text: workflow.toString() }], sha256: sha256(workflow), to: part }],
    effects: [move(part, to, 'place')],
    checks: [{ check: 'file', path: to, size: workflow.length, sha256: sha256(workflow), blake3: null }],
  }
}
