import { defineStore } from 'pinia'
import { answerTexts } from '../messages/en-answers.js'
import type { NamingWidget } from '../readings/rows.js'
import { visible } from '../readings/visible.js'
import { useActsStore } from './acts.js'
import { useServices } from './services.js'

/** Puts another file's name into the widgets of the open graph. The report is asked for anew because the graph changed. */
export const useFileStore = defineStore('use-file', () => {
  const { host } = useServices()
  const acts = useActsStore()

  function use(widgets: readonly NamingWidget[], value: string): void {
    const edits = widgets.map((naming) => ({ node: naming.node, widget: naming.widget, from: naming.value, to: value }))
    const set = host.setWidgets?.(edits) ?? 0
    // Widgets that were set to something else since are left alone by their `from`.
    const undo = (): unknown => host.setWidgets?.(edits.map((edit) => ({ ...edit, from: edit.to, to: edit.from })))
    acts.tell({ says: answerTexts.act.used(set, edits.length, visible(value)), undo: set === 0 ? null : undo })
  }

  return { canUse: host.setWidgets !== null, use }
})
