import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SourceSettingsSchema } from '@greenlight/shared/sources'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { countNetwork } from '../../adapters/egress/testing/count-network.js'
import { refusalOf, textOf } from '../../adapters/egress/testing/open-host.js'
import { serve } from '../../adapters/egress/testing/serve.js'
import { tempTree } from '../../adapters/files/testing/temp-tree.js'
import { openOutsideHosts } from './open-outside-hosts.js'

const token = 'hf_canary0123456789'
const settingsOf = (endpoint: string, use = 'on') => ({ 'sources.yaml': `huggingface:\n  use: ${use}\n  endpoint: ${endpoint}\n` })

it('opens nothing by itself, and all sources are off', async () => {
  await using files = await tempTree()
  const network = await countNetwork(async () => {
    const hosts = openOutsideHosts({ state: files.at('state'), env: {} })
    const { sources, ledger } = await hosts.settings()
    expect([sources.map(({ use }) => use).join(' '), ledger]).toEqual(['off off off off off off', []])
    for (const { name } of sources) expect(await refusalOf(hosts.host(name).fetch('/', 'test'))).toMatch(/^SOURCE_OFF/)
  })
  expect(network).toEqual({ sockets: 0, lookUps: 0 })
  expect(await readdir(files.root)).toEqual([])
})

it('asks, tells, keeps and survives: nothing secret lies on the disk or in an answer', async () => {
  const seen: (string | undefined)[] = []
  await using server = await serve((request, answer) => {
    seen.push(request.headers.authorization)
    answer.end('known')
  })
  await using files = await tempTree(settingsOf(server.url))
  const open = () => openOutsideHosts({ state: files.root, env: { HF_TOKEN: token } })
  expect(textOf(await open().host('huggingface').fetch('/api/models/secret-name?search=secret-words', 'by name'))).toBe('known')
  const again = await open().host('huggingface').fetch('/api/models/secret-name?search=secret-words', 'by name')
  expect([again.age !== undefined, seen]).toEqual([true, [`Bearer ${token}`]])
  const settings = v.parse(SourceSettingsSchema, await open().settings())
  expect(settings.ledger).toMatchObject([{ source: 'huggingface', host: `127.0.0.1:${server.port}`, purpose: 'by name', status: 200 }])
  const hub = settings.sources.find(({ name }) => name === 'huggingface')
  expect(hub).toEqual({ name: 'huggingface', use: 'on', endpoint: server.url, token: true, lastAsked: settings.ledger[0]?.at })
  expect(JSON.stringify(settings) + (await everythingIn(files.root))).not.toMatch(/canary|secret/)
})

it('switches at once, in this process and by hand', async () => {
  await using server = await serve((_, answer) => answer.end())
  await using files = await tempTree(settingsOf(server.url))
  const hosts = openOutsideHosts({ state: files.root, env: {} })
  const host = hosts.host('huggingface')
  await hosts.change('huggingface', { use: 'off' })
  expect([host.use, await refusalOf(host.fetch('/', 'test'))]).toEqual(['off', expect.stringMatching(/^SOURCE_OFF/)])
  await writeFile(files.at('sources.yaml'), (await readFile(files.at('sources.yaml'), 'utf8')).replace('use: off', 'use: ask'))
  expect([host.use, host.endpoint, (await host.fetch('/', 'test')).status]).toEqual(['ask', server.url, 200])
})

it('counts ask as off for what nobody asked by hand', async () => {
  await using server = await serve((_, answer) => answer.end())
  await using files = await tempTree(settingsOf(server.url, 'ask'))
  const hosts = openOutsideHosts({ state: files.root, env: {} })
  const own = hosts.host('huggingface', { byItself: true })
  expect([own.use, await refusalOf(own.fetch('/', 'test'))]).toEqual(['off', expect.stringMatching(/^SOURCE_OFF/)])
  expect((await hosts.host('huggingface').fetch('/', 'test')).status).toBe(200)
  await hosts.change('huggingface', { use: 'on' })
  expect([own.use, (await own.fetch('/', 'test')).status]).toEqual(['on', 200])
})

it('names the proxy without its password, and only for sources that are not off', async () => {
  await using files = await tempTree({ 'sources.yaml': 'github:\n  use: ask\n' })
  const env = { HTTPS_PROXY: 'http://me:canary@proxy.example:3128' }
  const settings = await openOutsideHosts({ state: files.root, env }).settings()
  expect(settings.sources.flatMap(({ name, proxy }) => (proxy === undefined ? [] : [[name, proxy]]))).toEqual([['github', 'proxy.example:3128']])
  expect(JSON.stringify(settings)).not.toContain('canary')
})

it('reaches plain http and private addresses only where GREENLIGHT_ALLOW_HOSTS names them', async () => {
  await using server = await serve((_, answer) => answer.end('inner'))
  await using files = await tempTree(settingsOf(`http://mirror.test:${server.port}`))
  const lookUp = async () => [{ address: '127.0.0.1', family: 4 } as const]
  const ask = (env: Record<string, string>) => openOutsideHosts({ state: files.root, env, parts: { lookUp } }).host('huggingface').fetch('/', 'test')
  expect(await refusalOf(ask({}))).toMatch(/^SOURCE_REFUSED_ADDRESS/)
  expect(await refusalOf(ask({ GREENLIGHT_ALLOW_HOSTS: `mirror.test:${server.port + 1},nonsense` }))).toMatch(/^SOURCE_REFUSED_ADDRESS/)
  expect(textOf(await ask({ GREENLIGHT_ALLOW_HOSTS: `nonsense, MIRROR.test:${server.port}` }))).toBe('inner')
})

it('tells what cannot be read', async () => {
  await using files = await tempTree({ 'sources.yaml': 'huggingface: on\ncivitai:\n  use: on\n' })
  const { problems, sources } = await openOutsideHosts({ state: files.root, env: {} }).settings()
  expect(problems?.map(({ code }) => code)).toEqual(['SOURCE_SETTING_UNREADABLE'])
  expect(sources.filter(({ use }) => use !== 'off').map(({ name }) => name)).toEqual(['civitai'])
})

async function everythingIn(folder: string): Promise<string> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile())
  expect(files.length).toBeGreaterThan(2)
  return (await Promise.all(files.map((one) => readFile(join(one.parentPath, one.name), 'latin1')))).join('\n')
}
