import type { PlanRun } from '@greenlight/shared/plans'

/** Where the engine tells how its plans are, and others listen. */
export function createRunBoard(onEach: (id: string, run: PlanRun) => void = () => undefined) {
  const listeners = new Map<string, Set<(run: PlanRun) => void>>()
  const told = new Map<string, PlanRun>()
  return {
    tell(id: string, run: PlanRun): void {
      told.set(id, run)
      onEach(id, run)
      for (const listener of listeners.get(id) ?? []) listener(run)
    },
    /** What is known of a plan now. The disk is told of whole actions alone, and of the end a moment after everybody else. */
    newest: (id: string, onDisk: PlanRun): PlanRun => (onDisk.state === 'running' ? (told.get(id) ?? onDisk) : onDisk),
    /** Answers how to stop listening. */
    listen(id: string, listener: (run: PlanRun) => void): () => void {
      const those = listeners.get(id) ?? new Set()
      listeners.set(id, those.add(listener))
      return () => void those.delete(listener)
    },
  }
}

export type RunBoard = ReturnType<typeof createRunBoard>
