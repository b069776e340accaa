import type { Trash } from '@greenlight/shared/plans'
import type { Problem } from '@greenlight/shared/problem'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { debounce } from '../timing/debounce.js'
import { useConnectionStore } from './connection.js'
import { useServices } from './services.js'

/** What was taken away and can be brought back. Purging is for the sidecar's own page alone. */
export const useTrashStore = defineStore('trash', () => {
  const { sidecar, timers } = useServices()
  const connection = useConnectionStore()
  const trash = shallowRef<Trash | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const busy = ref(false)

  async function read(): Promise<void> {
    const told = await sidecar.call('trash')
    if (told.ok) trash.value = told.value
    problem.value = told.ok ? null : told.problem
  }

  /** Takes entries away for good; answers whether that was done. */
  async function purge(entries: readonly string[]): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    const told = await sidecar.call('purgeTrash', { body: { entries } })
    busy.value = false
    if (told.ok) trash.value = told.value
    problem.value = told.ok ? null : told.problem
    return told.ok
  }

  const again = debounce(() => void read(), timers, 0, 1500)
  connection.listen(({ kind }) => {
    if (trash.value !== null && (kind === 'plan-changed' || kind === 'resync')) again.soon()
  })

  return { trash, problem, busy, read, purge }
})
