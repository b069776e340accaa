import type { Check } from '@greenlight/shared/report'
import type { SourceSearch } from '@greenlight/shared/sources'
import type { Pinia } from 'pinia'
import { texts } from '../messages/index.js'
import type { Sidecar } from '../sidecar/client.js'
import { findEndpoint } from '../sidecar/find-endpoint.js'
import { readAnswer } from '../sidecar/read-answer.js'
import type { Told } from '../sidecar/told.js'
import type { ConnectionEvent } from '../state/connection.js'
import { useExplainStore } from '../stores/explain.js'
import type { Host } from '../stores/host.js'
import { useReportStore } from '../stores/report.js'
import { useActsStore } from '../stores/acts.js'
import { useSourceSearchStore } from '../stores/source-search.js'
import { allSourcesOff, foundNothing, foundSome, heldCheck, modelsCheck } from './fixtures-models.js'
import { decidedBefore, decidedPacksCheck, openPacksCheck } from './fixtures-packs.js'
import { blockedCheck, explanation, largeCheck, readyCheck, unreadableCheck, unsureCheck } from './fixtures.js'

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
}

const greeted: ConnectionEvent = { type: 'greeted', protocol: 1, version: '0.1.0', installation: '/opt/ComfyUI', page: 'http://127.0.0.1:8189/' }
const failed: Told<Check> = { ok: false, kind: 'refused', status: 500, problem: { code: 'INTERNAL', message: 'Greenlight met a fault of its own.', hint: 'Run `greenlight doctor` and report what it prints.' } }

function says(check: Check): Told<Check>[] {
  return [{ ok: true, value: check }]
}

function searched(search: SourceSearch): unknown {
  return { schema: 'greenlight/source-search@1', searches: [search] }
}

function lookFor(pinia: Pinia): Promise<void> {
  return useSourceSearchStore(pinia).look(foundNothing.name)
}

export const scenes: Scene[] = [
  { name: 'connecting', connection: null, answers: [null] },
  { name: 'none-open', connection: greeted, answers: [null], nothingOpen: true },
  { name: 'checking', connection: greeted, answers: [null] },
  { name: 'ready', connection: greeted, answers: says(readyCheck) },
  { name: 'not-ready', connection: greeted, answers: says(blockedCheck) },
  { name: 'cannot-tell', connection: greeted, answers: says(unsureCheck) },
  { name: 'unreadable', connection: greeted, answers: says(unreadableCheck) },
  { name: 'checking-again', connection: greeted, answers: [...says(blockedCheck), null], then: (pinia) => useReportStore(pinia).inspect() },
  { name: 'stale', connection: greeted, answers: says(blockedCheck), then: (pinia) => useReportStore(pinia).changed() },
  { name: 'problem', connection: greeted, answers: [failed] },
  { name: 'problem-after', connection: greeted, answers: [...says(readyCheck), failed], then: (pinia) => useReportStore(pinia).inspect() },
  { name: 'absent', connection: { type: 'unanswered', problem: texts.problems.absent }, answers: [null] },
  { name: 'too-old', connection: { ...greeted, protocol: 0 }, answers: [null] },
  { name: 'too-new', connection: { ...greeted, protocol: 2 }, answers: [null] },
  { name: 'refused', connection: { type: 'refused', signedOut: false, problem: { code: 'SHIM_REFUSED', message: "Greenlight's door in ComfyUI refuses this request: its host name is not known here.", hint: "Use Greenlight's panel in ComfyUI; for a host name of your own, list it in GREENLIGHT_HOSTS." } }, answers: [null] },
  { name: 'explain', connection: greeted, answers: says(blockedCheck), then: (pinia) => useExplainStore(pinia).explain('65:70') },
  { name: 'packs', connection: greeted, answers: says(openPacksCheck) },
  { name: 'pack-chosen', connection: greeted, answers: says(decidedPacksCheck), told: { decisions: decidedBefore }, then: (pinia) => useActsStore(pinia).tell({ says: 'You chose ComfyUI-VideoTools for this workflow.', undo: () => {} }) },
  { name: 'models', connection: greeted, answers: says(modelsCheck) },
  { name: 'looking', connection: greeted, answers: says(modelsCheck), told: { findSources: null }, then: lookFor },
  { name: 'found-nothing', connection: greeted, answers: says(modelsCheck), told: { findSources: searched(foundNothing), sources: allSourcesOff }, then: lookFor },
  { name: 'found-some', connection: greeted, answers: says(modelsCheck), told: { findSources: searched(foundSome), sources: { ...allSourcesOff, sources: allSourcesOff.sources.map((source) => ({ ...source, use: 'ask' })) } }, then: lookFor },
  { name: 'held', connection: greeted, answers: says(heldCheck) },
  { name: 'large', connection: greeted, answers: says(largeCheck(500)) },
]

const silence = new Promise<never>(() => {})
const explained = { schema: 'greenlight/explain@1', workflow: { path: '', format: 'ui', nodes: 1 }, verdict: 'blocked', says: [], nodes: [explanation] }

/** A sidecar that says what the scene says; it speaks through the real client, so that every answer is checked as usual. */
export function sceneSidecar({ answers, told: others = {} }: Pick<Scene, 'answers' | 'told'>): Sidecar {
  let turn = 0
  const respond = async (name: string): Promise<Response> => {
    if (name === 'explain') return Response.json(explained)
    if (name in others) return others[name] === null ? silence : Response.json(others[name])
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
export function sceneHost({ nothingOpen = false }: { nothingOpen?: boolean }): Host {
  const subject = { key: 'workflows/portrait.json', name: 'portrait.json' }
  return {
    read: () => (nothingOpen ? null : { subject, ask: { inspect: { workflow: {} } } }),
    setWidgets: (edits) => edits.length,
    focus: (node) => Promise.resolve(node !== '65:71'),
    countUnregistered: () => 4,
    mark: () => {},
    badge: () => {},
  }
}
