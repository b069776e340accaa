import type { RowAct } from '../readings/resolvable.js'
import type { PlanState } from '../state/plan.js'
import { formatNumber, formatSize } from './format.js'

/** Words of what leads to a plan and tells of one that runs; the plan's own words are loaded with it. */
export const resolveTexts = {
  main: 'Resolve missing',
  size: (bytes: number, more: boolean) => (bytes === 0 ? '' : more ? `${formatSize(bytes)} and more` : formatSize(bytes)),
  acts: {
    'adopt-model': 'Take it in',
    'choose-input': 'Choose',
    'download-model': 'Download',
    'edit-widget': 'Use this file',
    'enable-node-pack': 'Enable',
    'install-node-pack': 'Install',
    'link-model': 'Link it',
    'move-model': 'Move it',
    'update-node-pack': 'Update',
  } satisfies Record<RowAct, string>,
  actNamed: (act: string, subject: string) => `${act}: ${subject}`,
  settled: (subject: string) => `${subject} no longer stands in the way.`,
  strip: {
    none: '',
    proposing: 'Working out the plan…',
    choosing: 'A choice is open',
    proposed: 'A plan waits for you',
    approving: 'Starting…',
    approved: 'A plan is approved',
    running: 'At work',
    applied: 'Done, something is still to come',
    verified: 'Done',
    failed: 'Not done',
    cancelled: 'Stopped',
    'rolled-back': 'Taken back',
    refused: 'The plan did not come through',
  } satisfies Record<PlanState['is'], string>,
  far: (done: number, actions: number) => `${formatNumber(done)} of ${formatNumber(actions)}`,
  bytes: (done: number, total: number) => (total === 0 ? '' : `${formatSize(done)} of ${formatSize(total)}`),
  show: 'Show the plan',
  put: 'Put away',
  plans: 'Plans',
}
