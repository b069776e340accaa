import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { useServices } from './services.js'

/** Where on the canvas a row's last click led: `place` counts from 0 through the row's nodes. */
export interface Shown {
  row: string
  place: number
  found: boolean
}

/** Leads from rows to nodes. */
export const useCanvasStore = defineStore('canvas', () => {
  const { host } = useServices()
  const shown = shallowRef<Shown | null>(null)

  /** Shows the row's first node, and at each further call the next one. */
  async function showNext(row: string, nodes: readonly string[]): Promise<void> {
    if (host.focus === null || nodes.length === 0) return
    const place = shown.value?.row === row ? (shown.value.place + 1) % nodes.length : 0
    shown.value = { row, place, found: true }
    const found = await host.focus(nodes[place] ?? '').catch(() => false)
    if (shown.value.row === row && shown.value.place === place) shown.value = { row, place, found }
  }

  return { shown, canFocus: host.focus !== null, countUnregistered: host.countUnregistered, showNext }
})
