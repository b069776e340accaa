import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { NamingWidget } from '../readings/rows.js'
import type { WidgetEdit } from './host.js'
import { useReportStore } from './report.js'
import { useServices } from './services.js'

/** What the last choice of another file did: widgets set, of how many. */
export interface Replaced {
  edits: readonly WidgetEdit[]
  value: string
  set: number
}

/** Puts another file's name into the widgets of the open graph. The report is asked for anew because the graph changed. */
export const useReplaceStore = defineStore('replace', () => {
  const { host } = useServices()
  const report = useReportStore()
  const last = shallowRef<(Replaced & { subject: string | undefined }) | null>(null)
  const subject = (): string | undefined => report.answer?.subject.key
  /** Of the workflow that is open: in another one its undo would mean other nodes. */
  const replaced = computed(() => (last.value?.subject === subject() ? last.value : null))

  function use(widgets: readonly NamingWidget[], value: string): void {
    if (host.setWidgets === null) return
    const edits = widgets.map((naming) => ({ node: naming.node, widget: naming.widget, from: naming.value, to: value }))
    last.value = { edits, value, set: host.setWidgets(edits), subject: subject() }
  }

  /** Takes the last choice back where nothing else was set there since. */
  function undo(): void {
    host.setWidgets?.((replaced.value?.edits ?? []).map((edit) => ({ ...edit, from: edit.to, to: edit.from })))
    last.value = null
  }

  return { replaced, canReplace: host.setWidgets !== null, use, undo, forget: () => (last.value = null) }
})
