import type { OpenChoice, PlanWarning, Want } from '@greenlight/shared/plans'

/** What a report asks for, what is left to a person, and what nobody answers. */
export interface FoundWants {
  readonly wants: readonly Want[]
  readonly open: readonly OpenChoice[]
  /** OPEN_CHOICE for each of `open`, UNANSWERED for what no action answers. */
  readonly unanswered: readonly PlanWarning[]
}

export function unanswered(subject: string, message: string, hint: string): PlanWarning {
  return { code: 'UNANSWERED', message, hint, subject }
}

export function openChoice(subject: string, message: string, hint: string): PlanWarning {
  return { code: 'OPEN_CHOICE', message, hint, subject }
}
