import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { shownList, type SavedEvent, type SavedState, transitSaved } from '../state/saved.js'
import { useServices } from './services.js'

/** Saved workflows of the installation with their verdicts. */
export const useSavedStore = defineStore('saved', () => {
  const { sidecar } = useServices()
  const state = shallowRef<SavedState>({ is: 'none' })

  function dispatch(event: SavedEvent): void {
    state.value = transitSaved(state.value, event)
  }

  async function read(): Promise<void> {
    if (state.value.is === 'reading') return
    dispatch({ type: 'asked' })
    const told = await sidecar.call('workflows')
    dispatch(told.ok ? { type: 'answered', list: told.value } : { type: 'failed', problem: told.problem })
  }

  return { state, list: computed(() => shownList(state.value)), read }
})
