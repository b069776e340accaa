import type { Effect, PackageChange, Postcondition } from '@greenlight/shared/plan-effects'
import type { ActionKind } from '@greenlight/shared/plan'
import type { CanvasEdit, PlanAction, PlanTier, PlanWarning } from '@greenlight/shared/plans'
import type { Begun } from './begun.js'
import { inverseOf } from './inverse-of.js'
import { placesOf } from './places.js'

export interface InvertingFacts {
  readonly begun: readonly Begun[]
  /** Names below folders that the plan made, followed while its effects are taken back. */
  readonly folders: ReadonlyMap<string, Set<string>>
  readonly trashPlace: (from: string) => string
  readonly warnings: PlanWarning[]
}

const kinds: Partial<Record<ActionKind, ActionKind>> = {
  'disable-node-pack': 'enable-node-pack',
  'edit-widget': 'edit-widget',
  'enable-node-pack': 'disable-node-pack',
  'install-node-pack': 'remove-node-pack',
  'install-packages': 'install-packages',
  'move-model': 'move-model',
  'restart-comfyui': 'restart-comfyui',
  'update-node-pack': 'update-node-pack',
}

/** Until it is started again it keeps what it loaded. */
const runsWithOld = 'ComfyUI runs with what it loaded when it started.'

/** The action that takes one back, under the same id still; its journal lines name the lines that it compensates. */
export function invertAction(action: PlanAction, facts: InvertingFacts): PlanAction {
  const done = facts.begun.filter((one) => one.action === action.id).sort((a, b) => b.effect - a.effect)
  const effects = done.flatMap((one) => inverseEffects(action.effects[one.effect], facts))
  const packages = action.packages?.map(swapped)
  return {
    id: action.id,
    kind: kinds[action.kind] ?? 'restore',
    group: action.group,
    tier: tierBack(action, effects),
    title: action.kind === 'restart-comfyui' ? action.title : `Take back: ${action.title}`,
    subject: action.subject,
    touches: [...new Set(effects.flatMap(placesOf))].sort(),
    ...(action.kind === 'restart-comfyui' ? { before: [runsWithOld], after: ['ComfyUI runs with what is there then.'] } : { before: action.after, after: action.before }),
    evidence: done.map(({ seq }) => ({ from: 'journal', says: `Line ${seq} says that it was done.` })).reverse(),
    undo: 'The plan that this one takes back can be made anew.',
    hosts: [],
    ticks: [],
    prepare: [],
    effects,
    checks: [...effects.flatMap((effect, at) => checksOf(effect, effects.slice(at + 1))), ...action.checks.flatMap(inverseCheck)],
    ...(packages === undefined ? {} : { packages }),
    ...(action.canvas === undefined ? {} : { canvas: swappedEdit(action.canvas) }),
  }
}

const ofPacks: ReadonlySet<ActionKind> = new Set(['disable-node-pack', 'enable-node-pack', 'install-node-pack', 'remove-node-pack', 'update-node-pack'])

/**
 * Who approves the taking back is asked of what it does, not of what is taken back: a pack that comes into use again is code, whoever put it
 * out of use, for every script in ComfyUI's page may ask for it (SECURITY-0007). One that only goes is the same as a removal.
 */
function tierBack({ kind, tier }: PlanAction, effects: readonly Effect[]): PlanTier {
  const brought = tier === 'code' && (kind === 'download-model' || kind === 'restore')
  if (!ofPacks.has(kind) && !brought) return tier
  const goes = effects.some((effect) => effect.do === 'move' && effect.as === 'trash')
  if (goes) return 'destructive'
  return kind === 'enable-node-pack' ? 'data' : 'code'
}

function inverseEffects(effect: Effect | undefined, { folders, trashPlace, warnings }: InvertingFacts): Effect[] {
  if (effect === undefined) return []
  const placed = effect.do === 'queue-pack' ? effect.path : effect.do === 'move' && effect.as === 'place' ? effect.to : null
  const inverse = placed === null ? inverseOf(effect) : ({ do: 'move', from: placed, to: trashPlace(placed), as: 'trash' } as const)
  if (inverse.do === 'drop-folder') {
    const left = folders.get(inverse.path)
    if (left === undefined) return []
    if (left.size > 0) {
      const some = [...left].sort().slice(0, 3).join(', ')
      warnings.push({ code: 'FOLDER_KEPT', message: `${inverse.path} stays: it holds ${some}.`, hint: 'Nothing in it is touched.' })
      return []
    }
  }
  follow(inverse, folders)
  return [inverse]
}

/** Keeps the names below made folders as they will be after the effect. */
function follow(effect: Effect, folders: ReadonlyMap<string, Set<string>>): void {
  const gone = effect.do === 'move' ? effect.from : effect.do === 'drop-folder' || effect.do === 'unlink' ? effect.path : null
  const come = effect.do === 'move' ? effect.to : effect.do === 'make-folder' || effect.do === 'link' ? effect.path : null
  if (gone !== null) folders.get(parentOf(gone).folder)?.delete(parentOf(gone).name)
  if (come !== null) folders.get(parentOf(come).folder)?.add(parentOf(come).name)
}

function parentOf(path: string): { readonly folder: string; readonly name: string } {
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))
  return { folder: path.slice(0, at), name: path.slice(at + 1) }
}

/** `later`: the effects after it, which may put something in the place that it made free. */
function checksOf(effect: Effect, later: readonly Effect[]): Postcondition[] {
  const freed = effect.do === 'move' ? (effect.as === 'trash' ? effect.from : null) : effect.do === 'drop-folder' || effect.do === 'unlink' ? effect.path : null
  if (freed !== null) return later.some((one) => placesOf(one).includes(freed)) ? [] : [{ check: 'absent', path: freed }]
  return effect.do === 'packages' || effect.do === 'packages-back' ? [{ check: 'packages', python: effect.python, changes: effect.do === 'packages' ? effect.changes : effect.changes.map(swapped) }] : []
}

function inverseCheck(check: Postcondition): Postcondition[] {
  if (check.check === 'imports') return [check]
  if (check.check !== 'registered') return []
  if (check.kept === true) return [{ ...check, types: [] }]
  const { gone, ...rest } = check
  return [gone === true ? rest : { ...rest, gone: true }]
}

function swapped(change: PackageChange): PackageChange {
  const { archive: _, ...rest } = change
  return { ...rest, before: change.after, after: change.before }
}

function swappedEdit(edit: CanvasEdit): CanvasEdit {
  return { ...edit, from: edit.to, to: edit.from }
}
