import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plan } from '@greenlight/shared/plans'
import { describe, expect, it } from 'vitest'
import { serve } from '../../adapters/egress/testing/serve.js'
import { comfyuiWith, modelLike, workflowOf } from '../models/testing/comfyui-with.js'
import { greenlight, isBuilt } from '../models/testing/run-greenlight.js'

/** Not one of them may lie anywhere afterwards: in the environment, a header, an address, a widget, a note, a name of a person. */
const canaries = {
  env: 'hf_canaryEnvironment0123456789abcdef',
  civitai: 'c1v1ta1canary0123456789abcdef0123',
  address: 'canaryInAddress0123456789',
  widget: 'sk-canaryWidget0123456789abcdefghij',
  password: 'canaryPassw0rd',
}
const planted = new RegExp(Object.values(canaries).join('|'))

describe.skipIf(!isBuilt)('secrets', () => {
  it('are used where they belong, and lie nowhere after a plan was made, approved, applied and undone', async () => {
    const bytes = Buffer.from(modelLike('lora-sd1'))
    const seen: (string | undefined)[] = []
    await using host = await serve((request, answer) => {
      seen.push(request.headers.authorization)
      const hash = createHash('sha256').update(bytes).digest('hex')
      answer.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes.length, 'etag': `"${hash}"`, 'x-linked-etag': `"${hash}"`, 'x-linked-size': String(bytes.length) })
      answer.end(request.method === 'HEAD' ? undefined : bytes)
    })
    const at = `http://127.0.0.1:${host.port}`
    const url = `http://me:${canaries.password}@127.0.0.1:${host.port}/ada/loras/resolve/main/new.safetensors?token=${canaries.address}`
    await using place = await comfyuiWith({
      'models/loras/sub/there.safetensors': modelLike('lora-sd1', 'other'),
      'user/default/workflows/secret.json': workflowOf(
        { type: 'LoraLoaderModelOnly', widgets: ['new.safetensors', 1], models: [{ name: 'new.safetensors', directory: 'loras', url }] },
        { type: 'LoraLoaderModelOnly', widgets: ['there.safetensors', 1] },
        { type: 'Note', widgets: [`my key is ${canaries.widget}, Authorization: Bearer ${canaries.env}`] },
      ),
      '../state/sources.yaml': `huggingface:\n  use: on\n  endpoint: ${at}\n`,
      '../state/tokens.yaml': `civitai: ${canaries.civitai}\n`,
    })
    const env = { HF_TOKEN: canaries.env, GREENLIGHT_ALLOW_HOSTS: `127.0.0.1:${host.port}`, GREENLIGHT_DEBUG: '1' }
    const told: string[] = []
    const run = async (...args: readonly string[]) => {
      const ran = await greenlight({ ...place, env }, ...args)
      told.push(ran.out, ran.err)
      return ran
    }
    const made = await run('plan', place.inComfyui('user/default/workflows/secret.json'), '--format', 'json')
    const plan = JSON.parse(made.out) as Plan
    expect(plan.actions.map(({ kind }) => kind).sort()).toEqual(['download-model', 'edit-widget'])
    const ticks = plan.actions.flatMap((action) => action.ticks.map(({ key }) => key))
    expect((await run('approve', plan.id, '--tick', ticks.join(','))).status).toBe(0)
    expect((await run('apply', plan.id)).status).toBe(0)
    expect((await run('undo', plan.id)).status).toBe(0)
    for (const more of [['plans'], ['plans', plan.id], ['journal', 'show', '--format', 'json'], ['trash'], ['sources', 'ledger'], ['doctor']]) await run(...more)
    expect(seen).toContain(`Bearer ${canaries.env}`)
    expect(told.join('\n')).not.toMatch(planted)
    const kept = await everythingIn(place.state)
    expect(kept.size).toBeGreaterThan(10)
    expect([...kept].filter(([, text]) => planted.test(text)).map(([path]) => path)).toEqual([])
  }, 60_000)
})

/** Texts of all files but the user's own list of tokens, and the trash, which holds what was the user's before. */
async function everythingIn(folder: string): Promise<Map<string, string>> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  const ours = files.filter((path) => !path.endsWith('tokens.yaml') && !path.includes(join(folder, 'trash')))
  return new Map(await Promise.all(ours.map(async (path) => [path.slice(folder.length), await readFile(path, 'latin1')] as const)))
}
