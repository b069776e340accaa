import type { PlanDocument, PlanList } from '@greenlight/shared/plans'
import type { Problem } from '@greenlight/shared/problem'
import { defineStore } from 'pinia'
import { shallowReactive, shallowRef } from 'vue'
import { debounce } from '../timing/debounce.js'
import { useConnectionStore } from './connection.js'
import { useServices } from './services.js'

/** Plans that are kept, newest first, and those of them that somebody has unfolded. */
export const usePlanListStore = defineStore('plan-list', () => {
  const { sidecar, timers } = useServices()
  const connection = useConnectionStore()
  const plans = shallowRef<PlanList['plans'] | null>(null)
  /** Plans that cannot be read. */
  const faults = shallowRef<readonly Problem[]>([])
  const problem = shallowRef<Problem | null>(null)
  const documents = shallowReactive(new Map<string, PlanDocument>())

  async function read(): Promise<void> {
    const told = await sidecar.call('plans')
    if (told.ok) {
      plans.value = told.value.plans
      faults.value = told.value.problems ?? []
    }
    problem.value = told.ok ? null : told.problem
  }

  async function readOne(id: string): Promise<void> {
    const told = await sidecar.call('plan', { params: { id } })
    if (told.ok) documents.set(id, told.value)
  }

  const again = debounce(
    () => {
      void read()
      for (const id of documents.keys()) void readOne(id)
    },
    timers,
    0,
    1500,
  )
  connection.listen(({ kind }) => {
    if (plans.value !== null && (kind === 'plan-changed' || kind === 'resync')) again.soon()
  })

  return { plans, faults, problem, documents, read, readOne }
})
