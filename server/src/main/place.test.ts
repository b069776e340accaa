import { readFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { plainEgress, standIn } from '../adapters/comfyui/testing/stand-in.js'
import { createAnswerStore } from '../adapters/files/answer-store.js'
import { createSeenInstallations } from '../adapters/files/comfyui-folder/seen-installations.js'
import { tempTree } from '../adapters/files/testing/temp-tree.js'
import { openWorld } from '../main.js'
import { findPlace } from './place.js'
import { project } from './project.js'

const { KSampler } = JSON.parse(readFileSync(join(project, 'demo/answers/object_info.json'), 'utf8')) as { KSampler: unknown }

/** A ComfyUI folder, the server that ran from it with `--user-directory`, and a state folder that saw it or not. */
async function world() {
  const made = await tempTree({ 'Мой ComfyUI/main.py': '', 'Мой ComfyUI/custom_nodes/': '', 'Мой ComfyUI/models/vae/a.safetensors': 'x', 'other user/default/workflows/kept.json': '{}' })
  const root = made.at('Мой ComfyUI')
  const server = await standIn({
    '/system_stats': { system: { os: 'linux', comfyui_version: '0.29.0', argv: ['main.py', '--user-directory', made.at('other user')] }, devices: [] },
    '/internal/folder_paths': { custom_nodes: [join(root, 'custom_nodes')] },
    '/object_info': { KSampler },
  })
  const state = made.at('state')
  const find = (comfyui?: string, env = {}) =>
    findPlace({ comfyui, objectInfo: undefined, env, egress: plainEgress, store: createAnswerStore(state), seen: createSeenInstallations(state) })
  return { made, root, state, server, find, [Symbol.asyncDispose]: () => made[Symbol.asyncDispose]() }
}

it('stays with the installation that it saw at an address when nobody answers there, its facts marked as recorded', async () => {
  await using w = await world()
  const { url } = w.server
  const up = await w.find(url)
  expect([up.root, (await up.read()).objectInfo]).toEqual([w.root, 'live'])
  await w.server[Symbol.asyncDispose]()

  for (const env of [{}, { COMFYUI_URL: url }]) {
    const down = await w.find('COMFYUI_URL' in env ? undefined : url, env)
    expect(down).toMatchObject({ root: w.root, demo: false, says: expect.stringContaining(url) })
    const facts = await down.read()
    expect(facts).toMatchObject({ root: w.root, objectInfo: 'recorded', recordedAt: expect.stringMatching(/^20/), problems: [] })
    expect(facts.definitions?.has('KSampler')).toBe(true)
    expect(await down.isUp()).toBe(false)
  }
  // What its command line moved holds too, whichever way it is named.
  for (const comfyui of [url, w.root]) expect((await (await w.find(comfyui)).saved.list()).map(({ path }) => path)).toEqual([w.made.at('other user', 'default', 'workflows', 'kept.json')])
})

it('takes the live one when it is back, and nothing of a folder that is gone', async () => {
  await using w = await world()
  const { url } = w.server
  await (await w.find(url)).read()
  await rename(w.root, w.made.at('moved away'))
  await w.server[Symbol.asyncDispose]()
  const gone = await w.find(url)
  expect([gone.root, (await gone.read()).problems.map(({ code }) => code)]).toEqual([null, ['COMFYUI_UNREACHABLE']])
  await rename(w.made.at('moved away'), w.root)
  await using back = await standIn({ '/system_stats': { system: {}, devices: [] }, '/internal/folder_paths': { custom_nodes: [join(w.root, 'custom_nodes')] }, '/object_info': { KSampler } })
  expect((await (await w.find(back.url)).read()).objectInfo).toBe('live')
})

it('says by a problem that nobody answers at an address that was named, and shows the demo only where none was', async () => {
  await using made = await tempTree()
  const open = (comfyui: string | undefined, env = {}) => openWorld({ text: (name) => ({ data: made.at('state'), comfyui })[name] }, { env })
  const nobody = 'http://127.0.0.1:9'
  const named = await open(nobody)
  const place = await named.findPlaceOrDemo()
  expect([place.root, place.demo, (await place.read()).problems.map(({ code }) => code)]).toEqual([null, false, ['COMFYUI_UNREACHABLE']])
  const around = await open(undefined, { COMFYUI_URL: nobody })
  expect(await around.findPlaceOrDemo()).toMatchObject({ demo: true, says: expect.stringContaining(nobody) })
  expect((await (await around.findPlace()).read()).problems.map(({ code }) => code)).toEqual(['COMFYUI_UNREACHABLE'])
  await Promise.all([named.close(), around.close()])
})

it('asks the ComfyUI of a folder where it was seen, though the folder alone is named', async () => {
  await using w = await world()
  await w.find(w.server.url)
  const place = await w.find(w.root)
  expect([place.root, (await place.read()).objectInfo]).toEqual([w.root, 'live'])
  await w.server[Symbol.asyncDispose]()
})
