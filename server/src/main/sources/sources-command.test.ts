import { execFile, type ExecFileException } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type SourceSettings, SourceSettingsSchema } from '@greenlight/shared/sources'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { tempTree } from '../../adapters/files/testing/temp-tree.js'
import { comfyuiWith } from '../models/testing/comfyui-with.js'
import { isBuilt, serveGreenlight } from '../models/testing/run-greenlight.js'

const project = fileURLToPath(new URL('../../../../', import.meta.url))
const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/proxy|token|civitai|hf_/i.test(name)))

function sources(state: string, args: readonly string[], env: Record<string, string> = {}) {
  return new Promise<{ status: number; out: string; err: string }>((done) => {
    const report = (error: ExecFileException | null, out: string, err: string) => done({ status: Number(error?.code ?? 0), out, err })
    execFile(process.execPath, ['server/bin/greenlight.mjs', 'sources', ...args, '--data', state], { cwd: project, env: { ...clean, ...env } }, report)
  })
}

describe.skipIf(!isBuilt)('greenlight sources', () => {
  it('lists, switches and shows the ledger', async () => {
    await using files = await tempTree()
    const all = await sources(files.root, [])
    expect([all.status, all.err, all.out.trimEnd().split('\n').map((line) => line.split(/\s+/).slice(0, 2).join(' '))]).toEqual([
      0,
      '',
      ['off civitai', 'off comfy-registry', 'off github', 'off huggingface', 'off modelscope', 'off pypi'],
    ])
    expect((await sources(files.root, ['civitai', 'ask'])).out).toMatch(/^ask {2}civitai .* token no, never asked\n$/)
    expect((await sources(files.root, ['ledger'])).out).toBe('Nothing was asked of anybody outside.\n')
    const json = v.parse(SourceSettingsSchema, JSON.parse((await sources(files.root, ['--format', 'json'])).out))
    expect(json.sources.map(({ use }) => use).join(' ')).toBe('ask off off off off off')
  })

  it('says where a token will go when the endpoint is changed, and never the token', async () => {
    await using files = await tempTree()
    const { status, out, err } = await sources(files.root, ['huggingface', 'on', '--endpoint', 'https://hub.example/'], { HF_TOKEN: 'hf_canary012345' })
    expect([status, out]).toEqual([0, expect.stringContaining('https://hub.example ')])
    expect(err).toContain('Your token for huggingface will be sent to hub.example.')
    expect(out + err).not.toContain('canary')
    expect((await sources(files.root, ['huggingface', '--endpoint', 'default'])).out).toContain('on   huggingface     https://huggingface.co ')
  })

  it.each<[string, string[], number, string]>([
    ['a source that is none', ['huggingfave', 'on'], 2, 'it knows: civitai, comfy-registry, github, huggingface, modelscope, pypi, ledger'],
    ['a use that is none', ['civitai', 'yes'], 2, 'A source is off, ask, on, not "yes"'],
    ['a name alone', ['civitai'], 2, 'needs one of off, ask, on'],
    ['an endpoint without a name', ['--endpoint', 'https://x.example'], 2, 'name a source first'],
    ['git of another source', ['civitai', '--git', 'https://x.example'], 2, '--git is for github, not for civitai'],
    ['git without a name', ['--git', 'https://x.example'], 2, 'name a source first'],
    ['plain http for git', ['github', '--git', 'http://x.example'], 1, 'SOURCE_REFUSED_ADDRESS'],
    ['a setting of git in an address', ['github', '--git', 'https://x.example/a=b'], 1, 'SOURCE_REFUSED_ADDRESS'],
    ['a password in a mirror', ['github', '--git', 'https://a:canary@x.example'], 1, 'SOURCE_REFUSED_ADDRESS'],
    ['something after ledger', ['ledger', 'on'], 2, 'takes nothing more'],
    ['a format that is none', ['--format', 'xml'], 2, '--format is text or json'],
    ['plain http', ['civitai', 'on', '--endpoint', 'http://x.example'], 1, 'SOURCE_REFUSED_ADDRESS'],
    ['an endpoint that is none', ['civitai', 'on', '--endpoint', 'x.example'], 1, 'SOURCE_REFUSED_ADDRESS'],
    ['a password in an endpoint', ['civitai', 'on', '--endpoint', 'https://a:canary@x.example'], 1, 'SOURCE_REFUSED_ADDRESS'],
  ])('refuses %s and changes nothing', async (_, args, status, words) => {
    await using files = await tempTree({ 'sources.yaml': 'civitai:\n  use: ask\n' })
    const ran = await sources(files.root, args)
    expect([ran.status, ran.out, ran.err]).toEqual([status, '', expect.stringContaining(words)])
    expect(ran.err).not.toContain('canary')
    expect(await readFile(files.at('sources.yaml'), 'utf8')).toBe('civitai:\n  use: ask\n')
  })

  it('says where git asks, and takes it back with nothing else', async () => {
    await using files = await tempTree({ 'sources.yaml': 'github:\n  use: ask # by hand\n' })
    const text = () => readFile(files.at('sources.yaml'), 'utf8')
    const told = await sources(files.root, ['github', 'on', '--git', 'https://mirror.example/github.com/'], { GITHUB_TOKEN: 'ghp_canary0123456789' })
    expect([told.status, told.err, told.out]).toEqual([0, '', expect.stringMatching(/^on {3}github .*api\.github\.com .*token yes, git at https:\/\/mirror\.example\/github\.com,/)])
    expect(told.out).not.toContain('canary')
    expect(await text()).toBe('github:\n  use: on # by hand\n  git: https://mirror.example/github.com\n')
    expect((await sources(files.root, ['github', '--git', 'default'])).out).not.toContain('git at')
    expect(await text()).toBe('github:\n  use: on # by hand\n')
    expect((await sources(files.root, ['github', '--git', 'http://127.0.0.1:3000'])).status).toBe(0)
  })

  it('tells bad lines and goes on', async () => {
    await using files = await tempTree({ 'sources.yaml': 'civitai: on\ngithub:\n  use: ask\n' })
    const { status, out, err } = await sources(files.root, [])
    expect([status, err, out]).toEqual([0, expect.stringMatching(/^SOURCE_SETTING_UNREADABLE: .*line 1/), expect.stringContaining('ask  github')])
  })
})

describe.skipIf(!isBuilt)('the sidecar', () => {
  it('tells the switches to the panel, and lets only its own page turn them', async () => {
    await using place = await comfyuiWith({})
    await using sidecar = await serveGreenlight(place)
    const told = async () => v.parse(SourceSettingsSchema, (await sidecar.get('/sources')).body)
    const uses = ({ sources: all }: SourceSettings) => all.map(({ use }) => use).join(' ')
    expect(uses(await told())).toBe('off off off off off off')
    expect(await sidecar.post('/sources', { name: 'civitai', use: 'on' })).toMatchObject({ status: 403, body: { code: 'TIER_TOO_LOW' } })
    expect(uses(await told())).toBe('off off off off off off')
    // The terminal and the sidecar read the same file.
    await sources(place.state, ['github', 'ask'])
    expect(uses(await told())).toBe('off off ask off off off')

    const operator = (await readFile(join(place.state, 'operator.token'), 'utf8')).trim()
    const { port } = JSON.parse(await readFile(join(place.state, 'sidecar.json'), 'utf8')) as { port: number }
    const set = (body: unknown) =>
      fetch(`http://127.0.0.1:${port}/sources`, { method: 'POST', body: JSON.stringify(body), headers: { authorization: `Bearer ${operator}`, 'content-type': 'application/json' } })
    const answer = await set({ name: 'civitai', use: 'on', endpoint: 'https://evil.example' })
    expect([answer.status, uses(v.parse(SourceSettingsSchema, await answer.json()))]).toEqual([200, 'on off ask off off off'])
    expect((await told()).sources[0]?.endpoint).toBe('https://civitai.com')
    for (const bad of [{ name: 'evil', use: 'on' }, { name: 'civitai', use: true }, { name: '__proto__', use: 'on' }, {}]) expect((await set(bad)).status).toBe(422)
    expect(uses(await told())).toBe('on off ask off off off')
  })
})
