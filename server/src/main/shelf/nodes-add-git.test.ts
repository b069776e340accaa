import { readFile, symlink, writeFile } from 'node:fs/promises'
import { type Plan, PlanSchema } from '@greenlight/shared/plans'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { gitWorld } from '../../adapters/git/testing/git-world.js'
import { git as plainGit } from '../../adapters/git/testing/serve-git.js'
import { treeOf } from '../../use-cases/change/testing/tree-of.js'
import { comfyuiWith } from '../models/testing/comfyui-with.js'
import { greenlight, isBuilt } from '../models/testing/run-greenlight.js'

const url = 'https://github.com/owner/pack'

/** A ComfyUI, and a mirror of github.com on this machine with two commits of one pack: the first is tagged, the second ends `main`. */
async function mirrored() {
  const world = await gitWorld()
  await symlink('.', world.files.at('served', 'owner'))
  const first = await world.there('rev-parse', 'HEAD')
  await world.there('tag', 'v1')
  await writeFile(world.files.at('served/pack/__init__.py'), 'NODE_CLASS_MAPPINGS = {"Newer": object}\n')
  const second = await world.commit('second')
  const place = await comfyuiWith({ '../state/sources.yaml': `github:\n  use: ask\n  git: ${world.host.url}\n` })
  const run = (...args: string[]) => greenlight({ comfyui: place.comfyui, state: place.state }, ...args)
  return {
    ...{ world, place, first, second, run, mirror: new URL(world.host.url).host },
    async planned(...args: string[]): Promise<Plan> {
      const { out, err } = await run('nodes', 'add', ...args, '--format', 'json')
      expect(err).toBe('')
      return v.parse(PlanSchema, JSON.parse(out))
    },
    async [Symbol.asyncDispose]() {
      await world[Symbol.asyncDispose]()
      await place[Symbol.asyncDispose]()
    },
  }
}

describe.skipIf(!isBuilt)('greenlight nodes add ADDRESS, through a mirror', () => {
  it('plans, installs and takes back the newest commit; the clone is one of the public address', async () => {
    await using at = await mirrored()
    const before = treeOf(at.place.comfyui)
    const plan = await at.planned(url, '--ask', 'github')
    const [action] = plan.actions
    expect(plan.actions.map(({ kind }) => kind)).toEqual(['install-node-pack', 'restart-comfyui'])
    expect([action?.title, action?.tier]).toEqual([expect.stringContaining(at.second.slice(0, 8)), 'code'])
    expect(action?.evidence.map(({ says }) => says).join(' ')).toContain(`${url} at commit ${at.second}, fetched from ${at.mirror}`)
    expect(treeOf(at.place.comfyui)).toEqual(before)
    const ticks = plan.actions.flatMap((one) => one.ticks.map(({ key }) => key))
    expect((await at.run('approve', plan.id, '--digest', plan.digest, '--tick', ticks.join(','))).status).toBe(0)
    const asked = at.world.host.asked.length
    expect((await at.run('apply', plan.id)).status).toBe(0)
    expect(at.world.host.asked).toHaveLength(asked)
    const folder = at.place.inComfyui('custom_nodes', 'pack')
    expect([await plainGit(folder, 'rev-parse', 'HEAD'), await plainGit(folder, 'remote', 'get-url', 'origin'), await plainGit(folder, 'status', '--porcelain')]).toEqual([at.second, url, ''])
    const ledger = (await readFile(at.place.at('state', 'egress.jsonl'), 'utf8')).trim().split('\n')
    expect(ledger.map((line) => (JSON.parse(line) as { host: string }).host)).toEqual(ledger.map(() => at.mirror))
    expect((await at.run('undo', plan.id)).status).toBe(0)
    expect(treeOf(at.place.comfyui)).toEqual(before)
  }, 60_000)

  it('takes a tag, a branch and a commit by its page', async () => {
    await using at = await mirrored()
    const commitOf = async (name: string) => (await at.planned(name, '--ask', 'github')).actions[0]?.title
    expect(await commitOf(`${url}@v1`)).toContain(at.first.slice(0, 8))
    expect(await commitOf(`${url}@main`)).toContain(at.second.slice(0, 8))
    expect(await commitOf(`${url}/commit/${at.first}`)).toContain(at.first.slice(0, 8))
    const { status, out } = await at.run('nodes', 'add', `${url}@nowhere`, '--ask', 'github')
    expect([status, out]).toEqual([1, expect.stringContaining(`asked at ${at.mirror}`)])
  }, 60_000)

  it('asks nobody while github is not meant', async () => {
    await using at = await mirrored()
    const { status, out } = await at.run('nodes', 'add', url)
    expect([status, out, at.world.host.asked]).toEqual([1, expect.stringContaining('github'), []])
  }, 60_000)
})
