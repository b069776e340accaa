import type { ModelDetails } from '@greenlight/shared/models'
import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Told } from '../sidecar/told.js'
import { useConnectionStore } from './connection.js'
import { useServices } from './services.js'

/** One model file at a time. `changes` counts what the index told since, so that what is shown can be read anew. */
export const useModelDetailsStore = defineStore('model-details', () => {
  const { sidecar } = useServices()
  const changes = ref(0)
  useConnectionStore().listen(({ kind }) => {
    if (kind === 'models-changed') changes.value += 1
  })

  function read(path: string): Promise<Told<ModelDetails>> {
    return sidecar.call('modelDetails', { query: { path } })
  }

  return { changes, read }
})
