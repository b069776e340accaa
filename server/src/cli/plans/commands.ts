import type { Command } from '../command.js'
import { installationOptions, textOrJson } from '../installation-options.js'

/** Whose plans: those of a state folder, for one installation. */
const house = { comfyui: installationOptions.comfyui, data: installationOptions.data }

/** From what is missing to what is done, and back: the commands around plans. */
export const planCommands: readonly Command[] = [
  {
    name: 'plan',
    arguments: 'FILE...',
    says:
      'What would make these workflows run here, as one plan: what is fetched, from where, what changes on the disk, what code would run, how it is undone. ' +
      'Nothing is changed by it; choices that are open stay open and are listed.',
    options: {
      ...installationOptions,
      ask: { type: 'string', value: 'NAME,...', says: 'Hosts set to "ask" that are asked now (`greenlight sources`).' },
      choose: { type: 'string', value: 'NAME=ANSWER;...', says: 'Answers for open choices: TYPE=PACK, MODEL=ADDRESS, MODEL=FILE or INPUT=FILE.' },
      format: { type: 'string', value: 'text|json|md', says: 'How to print it; default text.' },
      only: { type: 'string', value: 'NAME,...', says: 'Only these models, packs or inputs.' },
    },
    takes: [1, Infinity],
    failure: 1,
    load: async () => (await import('./plan.js')).plan,
  },
  {
    name: 'approve',
    arguments: 'PLAN',
    says: 'Approves a plan as it stands, for 30 minutes and one start. --digest: only if it says what you read.',
    options: {
      ...house,
      digest: { type: 'string', value: 'DIGEST', says: 'The digest of the plan that you read; refused when it says something else.' },
      tick: { type: 'string', value: 'KEY,...', says: 'What the plan asks to be agreed to by itself: a licence, a file of unknown content.' },
    },
    takes: [1, 1],
    failure: 1,
    load: async () => (await import('./approve.js')).approve,
  },
  {
    name: 'apply',
    arguments: 'PLAN',
    says: 'Carries out an approved plan, or goes on with one that was interrupted. Ctrl+C stops it; what the action at work began is taken back.',
    options: house,
    takes: [1, 1],
    failure: 1,
    load: async () => (await import('./apply.js')).apply,
  },
  {
    name: 'undo',
    arguments: 'PLAN',
    says: 'Takes a plan back exactly: names, bytes and times as before. Refused where something changed since; what it brought goes to the trash.',
    options: house,
    takes: [1, 1],
    failure: 1,
    load: async () => (await import('./undo.js')).undo,
  },
  {
    name: 'plans',
    arguments: '[PLAN|prune]',
    says: 'Plans, newest first, and how far each is; or one of them in full. prune: takes away what plans left that no undo needs.',
    options: { ...house, 'dry-run': { type: 'boolean', says: 'prune: only tells what would go.' }, format: textOrJson },
    takes: [0, 1],
    failure: 1,
    load: async () => (await import('./list.js')).plans,
  },
  {
    name: 'cancel',
    arguments: 'PLAN',
    says: 'Stops a plan that is being carried out.',
    options: house,
    takes: [1, 1],
    failure: 1,
    load: async () => (await import('./cancel.js')).cancel,
  },
  {
    name: 'journal',
    arguments: 'show|verify',
    says: 'Receipts: every change, before and after it was made. verify: whether a line was altered.',
    options: { ...house, format: textOrJson, plan: { type: 'string', value: 'PLAN', says: 'show: only lines of this plan.' } },
    takes: [1, 1],
    failure: 1,
    load: async () => (await import('./journal.js')).journal,
  },
  {
    name: 'trash',
    arguments: '[list|restore|purge] [ENTRY...]',
    says: 'What was taken away. restore ENTRY: a plan that brings it back; purge ENTRY...|all: away for good.',
    options: { ...installationOptions, format: textOrJson },
    takes: [0, Infinity],
    failure: 1,
    load: async () => (await import('./trash.js')).trash,
  },
]
