import type { Problem } from '@greenlight/shared/problem'
import type { Check } from '@greenlight/shared/report'
import type { Pinia } from 'pinia'
import { findEndpoint } from '../sidecar/find-endpoint.js'
import type { Sidecar } from '../sidecar/client.js'
import { readAnswer } from '../sidecar/read-answer.js'
import type { Told } from '../sidecar/told.js'
import type { ConnectionEvent } from '../state/connection.js'
import type { Host } from '../stores/host.js'
import { explanation } from './fixtures.js'

/** One picture of the panel: what the sidecar says, and what happens after the first answer. */
export interface Scene {
  name: string
  connection: ConnectionEvent | null
  /** What each inspection answers, in order; the last one goes on; null never answers. */
  answers: (Told<Check> | null)[]
  then?: (pinia: Pinia) => unknown
  nothingOpen?: true
  /** What other questions are answered with, by the endpoint's name. */
  told?: Readonly<Record<string, unknown>>
  /** On the sidecar's own page; `page`: one of its pages instead of the panel. */
  owner?: true
  page?: 'plans' | 'trash'
  /** News of the connection, and another inspection, when the rest has happened. */
  after?: ConnectionEvent
  again?: true
}

interface Refusal {
  refused: Problem
  status: number
}

/** A told answer that says no. */
export function refuse(refused: Problem, status: number): Refusal {
  return { refused, status }
}

function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && 'status' in value
}

const silence = new Promise<never>(() => {})
const explained = { schema: 'greenlight/explain@1', workflow: { path: '', format: 'ui', nodes: 1 }, verdict: 'blocked', says: [], nodes: [explanation] }

/** A sidecar that says what the scene says; it speaks through the real client, so that every answer is checked as usual. */
export function sceneSidecar({ answers, told: others = {} }: Pick<Scene, 'answers' | 'told'>): Sidecar {
  let turn = 0
  const respond = async (name: string): Promise<Response> => {
    if (name === 'explain') return Response.json(explained)
    const other = others[name]
    if (isRefusal(other)) return Response.json(other.refused, { status: other.status })
    if (name in others) return other === null ? silence : Response.json(other)
    if (name === 'decisions') return Response.json({ schema: 'greenlight/decisions@1', decisions: [], problems: [] })
    const told = name === 'inspect' ? (answers[Math.min(turn++, answers.length - 1)] ?? null) : null
    if (told === null) return silence
    return told.ok ? Response.json(told.value) : Response.json(told.problem, { status: told.status ?? 503 })
  }
  return {
    call: async (name) => {
      const endpoint = await findEndpoint(name)
      return endpoint === null ? silence : readAnswer(await respond(name), endpoint.reply)
    },
    listen: () => silence,
  }
}

/** A page around the panel that has one graph open. */
export function sceneHost({ nothingOpen = false, owner = false }: { nothingOpen?: boolean; owner?: boolean }): Host {
  const subject = { key: 'workflows/portrait.json', name: 'portrait.json' }
  return {
    read: () => (nothingOpen ? null : { subject, ask: { inspect: { workflow: {} } } }),
    setWidgets: owner ? null : (edits) => edits.length,
    focus: (node) => Promise.resolve(node !== '65:71'),
    countUnregistered: () => 4,
    owner,
    mark: () => {},
    badge: () => {},
  }
}
