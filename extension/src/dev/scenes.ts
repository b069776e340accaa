import type { Check } from '@greenlight/shared/report'
import type { SourceSearch } from '@greenlight/shared/sources'
import type { Pinia } from 'pinia'
import { texts } from '../messages/index.js'
import type { Told } from '../sidecar/told.js'
import type { ConnectionEvent } from '../state/connection.js'
import { useExplainStore } from '../stores/explain.js'
import { useReportStore } from '../stores/report.js'
import { useActsStore } from '../stores/acts.js'
import { useSourceSearchStore } from '../stores/source-search.js'
import { allSourcesOff, foundNothing, foundSome, heldCheck, modelsCheck } from './fixtures-models.js'
import { decidedBefore, decidedPacksCheck, openPacksCheck } from './fixtures-packs.js'
import { blockedCheck, largeCheck, readyCheck, unreadableCheck, unsureCheck } from './fixtures.js'
import type { Scene } from './scene.js'
import { planScenes } from './scenes-plans.js'

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
  ...planScenes,
]
