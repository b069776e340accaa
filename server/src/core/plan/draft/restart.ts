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
      checks: [...(registers.length === 0 ? [] : [{ check: 'registered', types: registers } as const]), ...(loses.length === 0 ? [] : [{ check: 'registered', types: loses, gone: true } as const])],
    },
  }
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText)
}
