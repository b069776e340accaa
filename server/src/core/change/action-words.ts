import type { Effect } from '@greenlight/shared/plan-effects'
import type { ActionKind } from '@greenlight/shared/plan'

/** What the journal calls an action of this kind (requirements.md 6.9, its list taken further). */
const words: Readonly<Record<ActionKind, string>> = {
  'adopt-model': 'model.add',
  'choose-input': 'none',
  'choose-model': 'none',
  'choose-node-pack': 'none',
  'disable-node-pack': 'node.disable',
  'download-model': 'model.add',
  'edit-widget': 'workflow.write',
  'enable-node-pack': 'node.enable',
  'install-node-pack': 'node.add',
  'install-packages': 'packages.change',
  'link-model': 'model.add',
  'move-model': 'model.move',
  'remove-node-pack': 'node.remove',
  'repair-node-pack': 'none',
  'restart-comfyui': 'comfyui.restart',
  restore: 'restore',
  'update-comfyui': 'none',
  'update-node-pack': 'node.update',
}

/** The journal's word for one effect of an action; in a plan that takes another back every effect is a compensation. */
export function actionWord(kind: ActionKind, effect: Effect, undoes: boolean): string {
  if (undoes) return 'compensate'
  return effect.do === 'packages' || effect.do === 'packages-back' ? 'packages.change' : words[kind]
}
