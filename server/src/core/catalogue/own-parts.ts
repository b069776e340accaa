import type { CataloguePart } from '@greenlight/shared/catalogue'
import type { Decision } from '@greenlight/shared/decisions'
import type { Installed } from '../installed.js'

/** What is known besides lists: choices of the person, and what the packs on this disk really register. Nothing where there is none. */
export function ownParts(decisions: readonly Decision[], installed: Installed): CataloguePart[] {
  const types = decisions.filter((one) => one.about === 'node-type')
  const packs = new Set(types.map(({ id, repository }) => repository ?? id))
  const registered = installed.nodePacks.map(({ nodeTypes }) => nodeTypes?.length ?? 0)
  return [
    ...(decisions.length === 0
      ? []
      : [{ from: 'decisions' as const, where: 'decisions.yaml', packs: packs.size, nodeTypes: types.length, models: decisions.length - types.length }]),
    ...(installed.nodePacks.length === 0 || installed.root === null
      ? []
      : [{ from: 'installed' as const, where: installed.root, packs: installed.nodePacks.length, nodeTypes: registered.reduce((sum, count) => sum + count, 0), models: 0 }]),
  ]
}
