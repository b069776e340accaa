import { setTimeout as pause } from 'node:timers/promises'
import { rootAt } from './model-tree.mjs'

/** `worker-index-child.mjs STATE MODELS`: one cold index in the worker thread, seen from the main thread of a process of its own. */
const compiled = (path) => import(new URL(`../../server/dist/${path}.js`, import.meta.url).href)
const [state, models] = process.argv.slice(2)
const { startModelIndexer } = await compiled('main/model-indexer/start-model-indexer')
const { openModelIndex } = await compiled('adapters/sqlite/open-model-index')

const stepMs = 5
const late = []
const seen = { running: true, rss: 0, firstAnswer: null, slowest: 0 }
const began = performance.now()

async function watchLoop() {
  while (seen.running) {
    const before = performance.now()
    await pause(stepMs)
    late.push(performance.now() - before - stepMs)
    if (late.length % 20 === 0) seen.rss = Math.max(seen.rss, process.memoryUsage.rss())
  }
}

/** As an open page asks, which is told of changes once a second. */
async function askMeanwhile() {
  const reader = await openModelIndex({ folder: state, mode: 'read' })
  while (seen.running) {
    const before = performance.now()
    const { models: page } = await reader.list({ health: 'whole', limit: 20 })
    if (seen.firstAnswer === null && page.length > 0) seen.firstAnswer = performance.now() - began
    seen.slowest = Math.max(seen.slowest, performance.now() - before)
    await pause(seen.firstAnswer === null ? 100 : 1000)
  }
  await reader.close()
}

const indexer = startModelIndexer({ state, roots: async () => [rootAt(models)], publish: () => undefined })
const meanwhile = [watchLoop(), askMeanwhile()]
await indexer.rescan()
const { described } = await indexer.status()
const ms = performance.now() - began
seen.running = false
await Promise.all(meanwhile)
await indexer.close()
process.stdout.write(JSON.stringify({ described, ms, late, rss: seen.rss, firstAnswer: seen.firstAnswer, slowest: seen.slowest }))
