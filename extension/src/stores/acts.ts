import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useReportStore } from './report.js'

/** What the person last changed from here, in one sentence, and the way back where there is one. */
export interface Act {
  says: string
  undo: (() => unknown) | null
}

/** The last act, for the notice above the list. It belongs to the workflow that was open: in another one its undo would mean other nodes. */
export const useActsStore = defineStore('acts', () => {
  const report = useReportStore()
  const last = shallowRef<(Act & { subject: string | undefined }) | null>(null)
  const subject = (): string | undefined => report.answer?.subject.key
  const act = computed(() => (last.value?.subject === subject() ? last.value : null))

  function tell(act: Act): void {
    last.value = { ...act, subject: subject() }
  }

  function undo(): void {
    const back = act.value?.undo
    last.value = null
    void back?.()
  }

  return { act, tell, undo, forget: () => (last.value = null) }
})
