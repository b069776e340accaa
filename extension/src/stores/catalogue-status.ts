import type { CatalogueStatus } from '@greenlight/shared/catalogue'
import type { Problem } from '@greenlight/shared/problem'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { useServices } from './services.js'

/** Which catalogues are at hand, and how old they are. */
export const useCatalogueStatusStore = defineStore('catalogue-status', () => {
  const { sidecar } = useServices()
  const status = shallowRef<CatalogueStatus | null>(null)
  const problem = shallowRef<Problem | null>(null)

  async function read(): Promise<void> {
    const told = await sidecar.call('catalogue')
    if (told.ok) status.value = told.value
    problem.value = told.ok ? null : told.problem
  }

  return { status, problem, read }
})
