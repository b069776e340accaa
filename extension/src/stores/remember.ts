import type { Decision } from '@greenlight/shared/decisions'
import type { OpenChoice } from '@greenlight/shared/plans'
import type { Problem } from '@greenlight/shared/problem'
import { defineStore } from 'pinia'
import { chooseModel, choosePack } from '../readings/choices.js'
import { addressOf } from '../readings/model-answers.js'
import type { Pick } from '../readings/plan/open-choices.js'
import { useReportStore } from './report.js'
import { useServices } from './services.js'

/** Picks of a plan that are to hold for the workflow from now on. The plan that follows asks for the report anew, so this does not. */
export const useRememberStore = defineStore('remember', () => {
  const { sidecar } = useServices()
  const report = useReportStore()
  const key = (): string | null => report.answer?.check.reports[0]?.workflow.key ?? null

  function can(choice: OpenChoice, pick: Pick | null): boolean {
    return pick !== null && decisionsOf(choice, pick, key()).length > 0
  }

  /** Gives what stood in the way. */
  async function keep(choice: OpenChoice, pick: Pick): Promise<Problem | null> {
    for (const decision of decisionsOf(choice, pick, key())) {
      const told = await sidecar.call('decide', { body: { remember: decision } })
      if (!told.ok) return told.problem
    }
    return null
  }

  return { can, keep }
})

/** A file that has to be moved or linked first is not remembered: once that is done, nothing is left to choose. */
function decisionsOf(choice: OpenChoice, pick: Pick, key: string | null): Decision[] {
  if (key === null) return []
  const scope = { workflow: key }
  if (choice.about === 'node-pack' && pick.of === 'pack') {
    const option = choice.options[pick.option]
    return option === undefined ? [] : choosePack(choice.types.filter((type) => option.explains.includes(type)), option.candidate, scope)
  }
  if (choice.about !== 'model') return []
  const { name, directory } = choice
  if (pick.of === 'source') {
    const source = choice.sources[pick.source]
    return source === undefined ? [] : [chooseModel(name, directory, { url: addressOf(source) }, scope)]
  }
  const widgetValue = pick.of === 'file' && pick.by === 'widget' ? choice.files[pick.file]?.widgetValue : undefined
  return widgetValue == null ? [] : [chooseModel(name, directory, { widgetValue }, scope)]
}
