import type { CanvasEdit, Want } from '@greenlight/shared/plans'
import { compareText, countOf } from '../../readiness/words.js'
import { nameOf } from '../paths.js'
import type { CopyFact } from '../plan-facts.js'
import { type Draft, type Ground, missingFolders, stampOf, stampsOfPlace, touchesOf } from './draft.js'
import { partOf } from './staging.js'
import { upper } from './words.js'

type EditWant = Extract<Want, { want: 'edit-widget' }>

/** Widgets are set on the open canvas, each by itself, or all of them in one copy of the file; the file itself is never changed. */
export function draftEdits(wants: readonly EditWant[], { facts }: Ground): Draft[] {
  const edits = wants.map(({ edit }) => edit).sort((a, b) => compareText(orderOf(a), orderOf(b)))
  if (edits.length === 0) return []
  return facts.copy === undefined ? edits.map(onCanvas) : [inCopy(edits, facts.copy, facts.plan)]
}

function onCanvas(edit: CanvasEdit): Draft {
  return {
    together: `widget ${orderOf(edit)}`,
    restart: null,
    disk: [],
    preconditions: [],
    action: {
      kind: 'edit-widget',
      tier: 'data',
      title: `Set ${widgetWord(edit)} to ${edit.to}`,
      subject: edit.from,
      touches: [],
      before: [`${upper(widgetWord(edit))} says ${edit.from}.`],
      after: [`${upper(widgetWord(edit))} says ${edit.to}.`],
      evidence: [{ from: 'workflow', says: `Node ${edit.node}${edit.nodeType === null ? '' : ` (${edit.nodeType})`} asks for ${edit.from}.` }],
      undo: "The widget says again what it said; ComfyUI's own undo takes it back too.",
      hosts: [],
      ticks: [],
      prepare: [],
      effects: [],
      checks: [],
      canvas: edit,
    },
  }
}

function inCopy(edits: readonly CanvasEdit[], { target, of, spans, sha256, bytes }: CopyFact, plan: string): Draft {
  const part = partOf(target.path, plan)
  const effects = [...missingFolders(target), { do: 'move', from: part, to: target.path, as: 'place' } as const]
  const name = nameOf(target.path)
  return {
    together: `copy ${target.path}`,
    restart: null,
    disk: [{ volume: target.volume, free: target.free, need: bytes }],
    preconditions: [stampOf(of.path, of.stamp), ...stampsOfPlace(target)],
    action: {
      kind: 'edit-widget',
      tier: 'data',
      title: `Write ${name} with ${countOf(edits.length, 'widget')} changed`,
      subject: name,
      touches: touchesOf(effects),
      before: edits.map((edit) => `${upper(widgetWord(edit))} says ${edit.from}.`),
      after: [...edits.map((edit) => `In the copy, ${widgetWord(edit)} says ${edit.to}.`), 'Every other byte is that of the file, which stays as it is.'],
      evidence: edits.map(({ node, nodeType, from }) => ({ from: 'workflow', says: `Node ${node}${nodeType === null ? '' : ` (${nodeType})`} asks for ${from}.` })),
      undo: 'The copy goes to the trash.',
      hosts: [],
      ticks: [],
      prepare: [{ prepare: 'write', of: of.path, spans: [...spans], sha256, to: part }],
      effects,
      checks: [{ check: 'file', path: target.path, size: bytes, sha256, blake3: null }],
    },
  }
}

function widgetWord({ widget, node }: CanvasEdit): string {
  return widget === null ? `the widget of node ${node}` : `${widget} of node ${node}`
}

function orderOf({ node, widget, from, to }: CanvasEdit): string {
  return JSON.stringify([node, widget, from, to])
}
