import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inRoot } from '../bootstrap/places.mjs'
import { makeWorkflow } from './make-workflow.mjs'
import { median, quantile, timeRuns } from './measure.mjs'

const compiled = (path) => import(new URL(`../../server/dist/${path}.js`, import.meta.url).href)
const nodes = 500
const targetMs = 20

/** What the panel waits for after each edit: a graph of 500 nodes, facts at hand. */
export const name = `inspect ${nodes} nodes, p95, warm`

export async function run() {
  const { inspectValue } = await compiled('use-cases/inspect')
  const { parseForeignJson } = await compiled('core/workflow/json')
  const { createHasher } = await compiled('adapters/hashing/hasher')
  const { createCarriers } = await compiled('adapters/images/carriers')
  const { parseObjectInfo } = await compiled('adapters/comfyui/parse-object-info')
  const objectInfo = parseObjectInfo(readFileSync(inRoot('demo/answers/object_info.json'), 'utf8'))
  if (!objectInfo.ok) throw new Error('demo/answers/object_info.json cannot be read')
  const { nothingKnown } = await compiled('core/installed')
  const { openKnower } = await compiled('main/models/open-knower')
  const models = openKnower({ state: join(tmpdir(), 'greenlight bench without an index') })
  const ports = { models, hasher: await createHasher(), catalogue: { lookUp: async () => nothingKnown, status: async () => [] }, decisions: { read: async () => ({ decisions: [], problems: [] }) }, carriers: createCarriers() }
  const installed = {
    root: null,
    comfyui: null,
    objectInfo: 'file',
    recordedAt: null,
    definitions: objectInfo.definitions,
    argv: [],
    nodePacks: [],
    importFailures: [],
    models: new Map([['checkpoints', []], ['loras', []]]),
    inputs: new Set(),
    replacements: new Map(),
    problems: [],
  }
  const text = JSON.stringify(makeWorkflow(nodes))
  const times = await timeRuns(() => inspectValue(ports, installed, { path: 'open graph', value: parseForeignJson(text).value }), { times: 100, warm: 30 })
  const parses = await timeRuns(() => JSON.parse(text), { times: 100, warm: 30 })
  const ratio = (median(times) / median(parses)).toFixed(1)
  return { value: quantile(times, 0.95), target: targetMs, unit: 'ms', details: `median ${median(times).toFixed(1)} ms, ${ratio} x JSON.parse of its ${(text.length / 1024).toFixed(0)} KB` }
}
