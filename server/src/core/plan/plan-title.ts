import type { PlanAction } from '@greenlight/shared/plans'
import { countOf } from '../readiness/words.js'
import { nameOf } from './paths.js'

const phrases: readonly (readonly [readonly PlanAction['kind'][], string, string])[] = [
  [['install-node-pack'], 'install', 'node pack'],
  [['update-node-pack'], 'update', 'node pack'],
  [['enable-node-pack'], 'enable', 'node pack'],
  [['disable-node-pack'], 'disable', 'node pack'],
  [['remove-node-pack'], 'remove', 'node pack'],
  [['restore'], 'bring back', 'entry'],
  [['download-model'], 'download', 'model'],
  [['adopt-model', 'link-model', 'move-model'], 'place', 'model'],
  [['edit-widget'], 'set', 'widget'],
]

/** `Make flux.json run: install 1 node pack, download 2 models`. */
export function titleOf(actions: readonly PlanAction[], workflow: string | null): string {
  const parts = phrases.flatMap(([kinds, does, what]) => {
    const count = actions.filter(({ kind }) => kinds.includes(kind)).length
    return count === 0 ? [] : [`${does} ${countOf(count, what, what === 'entry' ? 'entries' : undefined)}`]
  })
  const all = parts.length === 0 ? 'nothing to do' : parts.join(', ')
  return workflow === null ? all.slice(0, 1).toUpperCase() + all.slice(1) : `Make ${nameOf(workflow)} run: ${all}`
}
