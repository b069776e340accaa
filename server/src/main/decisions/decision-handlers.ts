import type { DecisionBook } from '../../core/ports.js'
import type { Handlers } from '../../http/handlers.js'

export type DecisionHandlers = Pick<Handlers, 'decide' | 'decisions'>

/** What is remembered, and one choice more or less; every answer is the whole list. */
export function createDecisionHandlers(book: DecisionBook): DecisionHandlers {
  const told = async () => {
    const { decisions, problems } = await book.read()
    return { schema: 'greenlight/decisions@1' as const, decisions: [...decisions], problems: [...problems] }
  }
  return {
    decisions: told,
    async decide({ body }) {
      if ('remember' in body) await book.remember([body.remember])
      else await book.forget(body.forget)
      return told()
    },
  }
}
