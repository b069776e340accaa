import type { Problem } from '@greenlight/shared/problem'
import type { SourceName, SourceSettings, SourceUse } from '@greenlight/shared/sources'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useServices } from './services.js'

/** Which hosts outside this machine may be asked, and what was asked of them. */
export const useSourcesStore = defineStore('sources', () => {
  const { sidecar } = useServices()
  const settings = shallowRef<SourceSettings | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const allOff = computed(() => settings.value?.sources.every(({ use }) => use === 'off') ?? false)

  async function read(): Promise<void> {
    const told = await sidecar.call('sources')
    if (told.ok) settings.value = told.value
    problem.value = told.ok ? null : told.problem
  }

  /** Only the sidecar's own page may do this. */
  async function set(name: SourceName, use: SourceUse): Promise<void> {
    const told = await sidecar.call('setSource', { body: { name, use } })
    if (told.ok) settings.value = told.value
    problem.value = told.ok ? null : told.problem
  }

  return { settings, problem, allOff, read, set }
})
