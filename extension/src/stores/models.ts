import type { IndexStatus, ModelRow } from '@greenlight/shared/models'
import type { Problem } from '@greenlight/shared/problem'
import { defineStore } from 'pinia'
import { reactive, ref, shallowReactive, shallowRef, watch } from 'vue'
import { debounce } from '../timing/debounce.js'
import { useConnectionStore } from './connection.js'
import { useServices } from './services.js'

export const pageSize = 100

export interface ModelsWanted {
  search: string
  kind: string
  health: string
  sort: 'modified' | 'name' | 'size' | 'uses'
}

/** Model files a page at a time: the list may hold a hundred thousand, and only what is in sight is asked for. */
export const useModelsStore = defineStore('models', () => {
  const { sidecar, timers } = useServices()
  const connection = useConnectionStore()
  const wanted = reactive<ModelsWanted>({ search: '', kind: '', health: '', sort: 'name' })
  const pages = shallowReactive(new Map<number, readonly ModelRow[]>())
  const total = ref<number | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const status = shallowRef<IndexStatus | null>(null)
  const asked = new Set<number>()
  let turn = 0
  let seen: readonly [number, number] = [0, 0]

  function query(page: number): Record<string, string | undefined> {
    const { search, kind, health, sort } = wanted
    const order = sort === 'name' ? 'ascending' : 'descending'
    return { ...(search.trim() === '' ? {} : { search: search.trim() }), kind: kind || undefined, health: health || undefined, sort, order, offset: String(page * pageSize), limit: String(pageSize) }
  }

  async function load(page: number): Promise<void> {
    if (asked.has(page)) return
    asked.add(page)
    const mine = turn
    const told = await sidecar.call('models', { query: query(page) })
    if (mine !== turn) return
    if (!told.ok) {
      asked.delete(page)
      problem.value = told.problem
      return
    }
    problem.value = null
    total.value = told.value.total
    pages.set(page, told.value.models)
  }

  /** Sees to the rows of an interval; of an empty one too, for only an answer says how many there are. */
  function ensure(from: number, to: number): void {
    const last = Math.max(from, to)
    seen = [from, last]
    for (let page = Math.floor(from / pageSize); page <= Math.floor(last / pageSize); page += 1) void load(page)
  }

  function row(index: number): ModelRow | undefined {
    return pages.get(Math.floor(index / pageSize))?.[index % pageSize]
  }

  /** Asks for what is in sight anew; what is shown stays until the answer is here. */
  function refresh(forget = false): void {
    turn += 1
    asked.clear()
    if (forget) pages.clear()
    ensure(...seen)
  }

  async function readStatus(): Promise<void> {
    const told = await sidecar.call('modelsStatus')
    if (told.ok) status.value = told.value
  }

  async function index(body: { hash?: 'all' | 'needed' | 'none'; full?: boolean; paths?: readonly string[] }): Promise<void> {
    const told = await sidecar.call('modelsIndex', { body })
    if (told.ok) status.value = told.value
    else problem.value = told.problem
  }

  async function stop(): Promise<void> {
    const told = await sidecar.call('modelsStop', { body: {} })
    if (told.ok) status.value = told.value
  }

  const searchAnew = debounce(
    () => {
      seen = [0, 0]
      refresh(true)
    },
    timers,
    200,
    200,
  )
  watch(wanted, () => searchAnew())
  connection.listen(({ kind }) => {
    if (kind !== 'models-changed' && kind !== 'resync') return
    void readStatus()
    refresh()
  })

  return { wanted, total, problem, status, row, ensure, refresh, readStatus, index, stop }
})
