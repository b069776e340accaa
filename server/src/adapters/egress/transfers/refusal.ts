import { ProblemError } from '../../../problems.js'
import { askedWait } from '../outside/asked-wait.js'
import { giverOf, type Leave } from './leave-for.js'
import { pageOf } from './page-of.js'
import type { Arrived } from './travel-to.js'

const words = new Map([
  [401, 'it wants a log-in'],
  [402, 'it wants to be paid'],
  [403, 'you have no leave there'],
  [404, 'there is no such file'],
  [410, 'it was taken away'],
  [451, 'it may not be given for reasons of law'],
])

/** TRANSFER_REFUSED: the host answers and does not give the file. */
export function refusal(leave: Leave, { answer, at, told }: Pick<Arrived, 'answer' | 'at' | 'told'>): ProblemError {
  const page = pageOf(leave)
  const because = told.get('x-error-code') === 'GatedRepo' ? 'its licence must be accepted first' : words.get(answer.status)
  return new ProblemError('TRANSFER_REFUSED', { host: at.host, status: answer.status, ...(because === undefined ? {} : { because }), ...(page === null ? {} : { page }) })
}

/** Milliseconds that a busy host wants to be left alone; 0 where it does not say. */
export function waitOf({ answer }: Pick<Arrived, 'answer'>, now: number): number {
  return askedWait(answer.status, answer.headers, now)
}

/** What a try that may be made again ends with when there are no more. */
export function busy(leave: Leave, until: number): ProblemError {
  return new ProblemError('SOURCE_BUSY', { source: giverOf(leave), until: new Date(until).toISOString(), token: leave.token === null ? 'no' : 'yes' })
}
