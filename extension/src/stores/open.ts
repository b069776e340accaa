import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { SavedWorkflow } from '@greenlight/shared/workflow'
import { savedName } from '../readings/arrange-saved.js'
import { readDropped } from './read-dropped.js'
import type { Question } from './host.js'
import { useReportStore } from './report.js'

/** What the stand-alone page has open: a saved workflow or a file that was dropped. */
export const useOpenStore = defineStore('open', () => {
  const report = useReportStore()
  const question = shallowRef<Question | null>(null)

  function openSaved({ id, path }: SavedWorkflow): Promise<void> {
    question.value = { subject: { key: `saved/${id}`, name: savedName(path) }, ask: { saved: id } }
    return report.inspect()
  }

  /** Of several dropped files the first one is looked at. */
  async function openFile(file: File): Promise<void> {
    const read = await readDropped(file)
    const subject = { key: `file/${file.name}`, name: file.name }
    if (!read.ok) return report.fail(subject, read.problem)
    question.value = { subject, ask: { inspect: read.body } }
    return report.inspect()
  }

  return { question, openSaved, openFile }
})
