import type { JournalLine } from '@greenlight/shared/plans'
import type { Problem } from '@greenlight/shared/problem'
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { useServices } from './services.js'

/** Lines of the journal by plan, read when somebody wants to see them. */
export const useReceiptsStore = defineStore('receipts', () => {
  const { sidecar } = useServices()
  const of = shallowReactive(new Map<string, readonly JournalLine[] | Problem>())

  async function read(plan: string): Promise<void> {
    const told = await sidecar.call('journal', { query: { plan } })
    of.set(plan, told.ok ? told.value.lines : told.problem)
  }

  return { of, read }
})
