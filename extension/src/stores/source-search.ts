import type { Problem } from '@greenlight/shared/problem'
import type { SourceSearch } from '@greenlight/shared/sources'
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { texts } from '../messages/index.js'
import { readOpenGraph } from './open-graph.js'
import { useReportStore } from './report.js'
import { useServices } from './services.js'
import { useSourcesStore } from './sources.js'

/** The search for one model. A person starts it, so sources that are set to ask are asked. */
export type Looking = { is: 'looking' } | { is: 'looked'; search: SourceSearch } | { is: 'failed'; problem: Problem }

export const useSourceSearchStore = defineStore('source-search', () => {
  const { sidecar, host } = useServices()
  const report = useReportStore()
  const sources = useSourcesStore()
  const looked = shallowReactive(new Map<string, Looking>())

  function keyOf(name: string): string {
    return `${report.answer?.subject.key ?? ''}\n${name}`
  }

  /** What is known of the search for a model of the workflow that is open. */
  function stateOf(name: string): Looking | null {
    return looked.get(keyOf(name)) ?? null
  }

  function foundFor(name: string): SourceSearch | null {
    const state = stateOf(name)
    return state?.is === 'looked' ? state.search : null
  }

  async function look(name: string): Promise<void> {
    const key = keyOf(name)
    if (looked.get(key)?.is === 'looking') return
    looked.set(key, { is: 'looking' })
    await sources.read()
    looked.set(key, await ask(name))
  }

  async function ask(name: string): Promise<Looking> {
    const open = await readOpenGraph(host, sidecar)
    if (!open.ok) return { is: 'failed', problem: open.problem }
    const asked = (sources.settings?.sources ?? []).filter(({ use }) => use === 'ask')
    const told = await sidecar.call('findSources', { body: { workflow: open.value, names: [name], ask: asked.map((source) => source.name) } })
    if (!told.ok) return { is: 'failed', problem: told.problem }
    const search = told.value.searches.find((one) => one.name === name) ?? told.value.searches[0]
    return search === undefined ? { is: 'failed', problem: texts.problems.unreadable } : { is: 'looked', search }
  }

  return { stateOf, foundFor, look }
})
