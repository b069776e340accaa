import type { Postcondition } from '@greenlight/shared/plan-effects'
import { nameOf } from '../paths.js'
import { compareText, listOf } from '../../readiness/words.js'
import type { Draft } from './draft.js'

/** The last step, which the person takes: ComfyUI reads node packs and Python packages only when it starts. Null where nothing asks for it. */
export function draftRestart(drafts: readonly Draft[]): Draft | null {
  const asking = drafts.filter(({ restart }) => restart !== null)
  if (asking.length === 0) return null
  const registers = distinct(asking.flatMap(({ restart }) => restart?.registers ?? []))
  const loses = distinct(asking.flatMap(({ restart }) => restart?.loses ?? [])).filter((type) => !registers.includes(type))
  const after = [
    ...(registers.length === 0 ? [] : [`ComfyUI knows ${listOf(registers)}.`]),
    ...(loses.length === 0 ? [] : [`ComfyUI knows ${listOf(loses)} no more.`]),
  ]
  return {
    together: 'restart',
    disk: [],
    preconditions: [],
    restart: null,
    action: {
      kind: 'restart-comfyui',
      tier: 'data',
      title: 'Restart ComfyUI (you do it)',
      subject: 'ComfyUI',
      touches: [],
      before: ['ComfyUI runs with what it loaded when it started.'],
      after: after.length === 0 ? ['ComfyUI runs with what is there now.'] : after,
      evidence: distinct(asking.map(({ action }) => action.title)).map((says) => ({ from: 'plan', says: `${says}: it is loaded at the start only.` })),
      undo: 'Restart it again after an undo.',
      hosts: [],
      ticks: [],
      prepare: [],
      effects: [],
      checks: [...asking.flatMap(loadedBy), ...(loses.length === 0 ? [] : [{ check: 'registered', types: loses, gone: true } as const])],
    },
  }
}

/** That a pack was loaded, for each by itself: one that cannot be imported is told with its reason. */
function loadedBy({ action, restart }: Draft): Postcondition[] {
  const place = loading.has(action.kind) ? placeOf(action.effects) : null
  if (place === null && restart?.registers.length === 0) return []
  const kept = action.effects.some((effect) => effect.do === 'move' && effect.as === 'trash' && effect.from === place)
  return [{ check: 'registered', types: distinct(restart?.registers ?? []), ...(place === null ? {} : { folder: nameOf(place) }), ...(kept ? { kept } : {}) }]
}

const loading: ReadonlySet<string> = new Set(['enable-node-pack', 'install-node-pack', 'update-node-pack'])

/** Where the pack lies afterwards. */
function placeOf(effects: Draft['action']['effects']): string | null {
  const last = effects.at(-1)
  if (last?.do === 'move') return last.to
  return last !== undefined && 'path' in last ? last.path : null
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText)
}
