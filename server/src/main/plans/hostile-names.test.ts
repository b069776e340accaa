import { isAbsolute, join, relative } from 'node:path'
import type { Effect } from '@greenlight/shared/plan-effects'
import { type Proposed, ProposedSchema, type Want } from '@greenlight/shared/plans'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isBuilt } from '../models/testing/run-greenlight.js'
import { planSidecar, type PlanSidecar } from './testing/plan-sidecar.js'

/** reliability-security.md 3.4: names that lead elsewhere, turn into others, or are none on some system. */
const names = [
  '../x.safetensors', '..\\x.safetensors', 'a/../../x.safetensors', '/abs.safetensors', 'C:\\x.safetensors', 'C:x.safetensors', '\\\\srv\\share\\x.safetensors', '\\\\?\\C:\\x.safetensors', '//srv/x.safetensors', '~/.x.safetensors',
  '.', '..', '', 'a/', 'a//b.safetensors', 'a/./b.safetensors', '%2e%2e%2fx.safetensors', '%252e%252e%252fx.safetensors', '\uff0e\uff0e/x.safetensors', 'a\u2215b.safetensors', 'x\0.safetensors', 'x\n.safetensors', 'a\u202esrotensfas.x',
  'CON', 'nul.safetensors', 'COM1.safetensors', 'COM¹.safetensors', 'LPT9 ', 'AUX.', 'x.safetensors.', 'x.safetensors ', 'x:ads.safetensors', 'x.safetensors::$DATA', `${'n'.repeat(256)}.safetensors`, `${'p/'.repeat(2100)}x.safetensors`,
  '.git/hooks/x', '-rf', 'a\ud800.safetensors', 'a\\..\\..\\x.safetensors', './../x.safetensors', '../../../../../../etc/passwd',
] as const

const link = 'https://huggingface.co/a/b/resolve/main/x.safetensors'
type Entry = readonly [name: string, want: (name: string, at: PlanSidecar) => Want]
const entries: readonly Entry[] = [
  ['name of a download', (name) => ({ want: 'download-model', name, directory: 'loras', source: { url: link, from: 'workflow', sha256: `sha256:${'a'.repeat(64)}` }, nodes: [] })],
  ['folder of a download', (name) => ({ want: 'download-model', name: 'x.safetensors', directory: name, source: { url: link, from: 'workflow', sha256: `sha256:${'a'.repeat(64)}` }, nodes: [] })],
  ['new name of a move', (name, at) => ({ ...at.move(), name } as Want)],
  ['folder of a move', (name, at) => ({ ...at.move(), directory: name } as Want)],
  ['source of a move', (name, at) => ({ ...at.move(), from: name } as Want)],
  ['source of a link', (name) => ({ want: 'link-model', from: name, directory: 'loras', name: 'x.safetensors', nodes: [] })],
  ['source of an adoption', (name) => ({ want: 'adopt-model', from: name, directory: 'loras', name: 'x.safetensors', nodes: [] })],
  ['pack to install', (name) => ({ want: 'install-node-pack', pack: name, types: [] })],
  ['pack to remove', (name) => ({ want: 'remove-node-pack', folder: name })],
  ['pack to disable', (name) => ({ want: 'disable-node-pack', folder: name })],
  ['pack to enable', (name) => ({ want: 'enable-node-pack', folder: name })],
  ['pack to update', (name) => ({ want: 'update-node-pack', folder: name, to: name })],
  ['entry of the trash', (name) => ({ want: 'restore', entry: name })],
]

describe.skipIf(!isBuilt)('hostile names', () => {
  let at: PlanSidecar
  let before: string[]
  beforeAll(async () => {
    at = await planSidecar()
    before = at.tree()
  })
  afterAll(() => at[Symbol.asyncDispose]())

  it.each(entries)('as %s: 41 of them lead nowhere', async (_, wantOf) => {
    expect(names.length).toBeGreaterThan(40)
    for (const name of names) {
      const { status, body } = await at.panel.post('/plans', { wants: [wantOf(name, at)] })
      if (status !== 200) {
        expect([name, status < 500, typeof (body as { code?: unknown }).code]).toEqual([name, true, 'string'])
        continue
      }
      const { plan } = v.parse(ProposedSchema, body)
      expect([name, outside(plan, at)]).toEqual([name, []])
      expect([name, plan.actions.length + plan.warnings.length > 0]).toEqual([name, true])
    }
    expect(at.tree()).toEqual(before)
  }, 60_000)

  it('as the name of a plan: 404 or 400, nothing else', async () => {
    for (const name of names.filter((one) => one.isWellFormed() && one !== '' && one !== '.' && one !== '..')) {
      for (const path of [`/plans/${encodeURIComponent(name)}`, `/plans/${encodeURIComponent(name)}/undo`]) {
        const { status } = path.endsWith('undo') ? await at.panel.post(path, {}) : await at.panel.get(path)
        expect([name.slice(0, 20), [400, 404, 405, 431].includes(status)]).toEqual([name.slice(0, 20), true])
      }
    }
    expect(at.tree()).toEqual(before)
  })
})

/** Paths that a plan would write and that lie neither below the ComfyUI nor below the state folder. */
function outside(plan: Proposed['plan'], { place }: PlanSidecar): string[] {
  const written = plan.actions.flatMap(({ effects, prepare }) => [...effects.flatMap(writtenBy), ...prepare.map((one) => ('part' in one ? one.part : one.to))])
  return written.filter((path) => [join(place.comfyui, 'models'), join(place.comfyui, 'custom_nodes'), place.state].every((root) => !isBelow(root, path)))
}

function writtenBy(effect: Effect): string[] {
  if (effect.do === 'move') return [effect.to]
  return 'path' in effect ? [effect.path] : []
}

function isBelow(root: string, path: string): boolean {
  const way = relative(root, path)
  return way !== '' && !way.startsWith('..') && !isAbsolute(way)
}
