import type { Decision } from '@greenlight/shared/decisions'
import type { Problem } from '@greenlight/shared/problem'
import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import { answerTexts } from '../messages/en-answers.js'
import { replacedBy } from '../readings/choices.js'
import { useActsStore } from './acts.js'
import { useConnectionStore } from './connection.js'
import { useReportStore } from './report.js'
import { useServices } from './services.js'

/** Choices that are remembered. Every change is followed by an inspection: the report is the only thing that says what holds. */
export const useDecisionsStore = defineStore('decisions', () => {
  const { sidecar } = useServices()
  const connection = useConnectionStore()
  const report = useReportStore()
  const acts = useActsStore()
  const all = shallowRef<readonly Decision[]>([])
  /** Lines of the kept files that cannot be read. */
  const faults = shallowRef<readonly Problem[]>([])
  const problem = shallowRef<Problem | null>(null)
  const busy = ref(false)

  async function read(): Promise<void> {
    const told = await sidecar.call('decisions')
    if (!told.ok) return void (problem.value = told.problem)
    problem.value = null
    all.value = told.value.decisions
    faults.value = told.value.problems
  }

  async function change(kind: 'remember' | 'forget', decisions: readonly Decision[]): Promise<boolean> {
    for (const decision of decisions) {
      const told = await sidecar.call('decide', { body: { [kind]: decision } })
      if (!told.ok) {
        problem.value = told.problem
        return false
      }
      problem.value = null
      all.value = told.value.decisions
    }
    return true
  }

  async function run(steps: readonly (readonly ['remember' | 'forget', readonly Decision[]])[]): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    let done = true
    for (const [kind, decisions] of steps) done &&= decisions.length === 0 || (await change(kind, decisions))
    busy.value = false
    void report.inspect()
    return done
  }

  /** Remembers a choice; `what` names it in the notice, whose undo brings back what held before. */
  async function choose(chosen: readonly Decision[], what: string): Promise<void> {
    const before = replacedBy(chosen, all.value)
    if (!(await run([['remember', chosen]]))) return
    const everywhere = chosen.some(({ scope }) => 'everywhere' in scope)
    acts.tell({ says: answerTexts.act.chosen(what, everywhere), undo: () => run([['forget', chosen], ['remember', before]]) })
  }

  /** Takes choices back; the notice's undo remembers them again. */
  async function takeBack(chosen: readonly Decision[], what: string): Promise<void> {
    if (await run([['forget', chosen]])) acts.tell({ says: answerTexts.act.tookBack(what), undo: () => run([['remember', chosen]]) })
  }

  // Another window or the terminal may have changed them meanwhile; the report that comes after such a change is the sign.
  watch([() => connection.isConnected, () => report.answer], ([connected]) => connected && !busy.value && void read(), { immediate: true })

  return { all, faults, problem, busy, read, choose, takeBack }
})
