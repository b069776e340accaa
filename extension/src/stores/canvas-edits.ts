import type { PlanDocument } from '@greenlight/shared/plans'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { handedEdits } from '../readings/plan/handed-edits.js'
import { createPlanMemory } from './plan-memory.js'
import { useServices } from './services.js'

/** How many of a plan's widgets were set. */
export interface EditsSet {
  plan: string
  set: number
  of: number
}

/**
 * Widgets that a plan hands to the canvas. They are set by themselves only where the plan was made here for the workflow that is open;
 * for any other a person says so, because execution ids of another graph may mean other nodes. Each plan sets them once.
 */
export const useCanvasEditsStore = defineStore('canvas-edits', () => {
  const { host, sidecar } = useServices()
  const memory = createPlanMemory(() => localStorage)
  const last = shallowRef<EditsSet | null>(null)

  function isHere(plan: PlanDocument['plan']): boolean {
    const subject = memory.subjectOf(plan.id)
    return subject !== null && subject === openSubject()
  }

  function openSubject(): string | null {
    try {
      return host.read()?.subject.key ?? null
    } catch {
      return null
    }
  }

  /** `none`: nothing to set; `asks`: a person must say so; `elsewhere`: there is no canvas here. */
  function standing(document: PlanDocument): 'asks' | 'elsewhere' | 'none' | 'set' {
    if (handedEdits(document, true).length === 0) return 'none'
    if (last.value?.plan === document.plan.id || memory.isSet(document.plan.id)) return 'set'
    if (handedEdits(document).length === 0) return 'none'
    return host.setWidgets === null ? 'elsewhere' : 'asks'
  }

  /** Sets all of them as one step of ComfyUI's undo. A widget that says something else by now is left alone. */
  function carryOut(document: PlanDocument): void {
    const edits = handedEdits(document, true)
    if (host.setWidgets === null || edits.length === 0) return
    last.value = { plan: document.plan.id, set: host.setWidgets(edits), of: edits.length }
    memory.markSet(document.plan.id)
    void sidecar.call('showPlan', { params: { id: document.plan.id }, body: {} })
  }

  /** Called with every new state of a run. */
  function follow(document: PlanDocument): void {
    if (!memory.isSet(document.plan.id) && isHere(document.plan)) carryOut(document)
  }

  return { last, standing, carryOut, follow, remember: memory.remember, subjectOf: memory.subjectOf }
})
