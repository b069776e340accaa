import type { Journal, Preparer } from '../../../core/change-ports.js'

/** Keeps plans from going on: nothing is prepared, and no effect is begun, while it holds. What is settled, taken back and told goes its way. */
export function createHold() {
  let held: Promise<unknown> = Promise.resolve()
  return {
    begin(): () => void {
      const { promise, resolve } = Promise.withResolvers<undefined>()
      held = promise
      return () => resolve(undefined)
    },
    forJournal: (journal: Journal): Journal => ({
      ...journal,
      async append(entry) {
        if (entry.inputs.phase === 'intent' && entry.inputs.back !== true) await held
        return journal.append(entry)
      },
    }),
    forPreparer: (preparer: Preparer): Preparer => ({
      ...preparer,
      async prepare(preparation, options) {
        await held
        return preparer.prepare(preparation, options)
      },
    }),
  }
}

