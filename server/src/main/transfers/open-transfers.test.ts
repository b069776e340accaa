import { readdir, readFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { changeSetting } from '../../adapters/files/sources/change-settings.js'
import { tempTree, type TempTree } from '../../adapters/files/testing/temp-tree.js'
import { defaultPolicy } from '../../core/policy-words.js'
import { ProblemError } from '../../problems.js'
import { openTransfers } from './open-transfers.js'

const token = 'hf_canary0123456789'
const bytes = Buffer.alloc(400_000, Uint8Array.of(0x80, 2, 77))
const soon = () => AbortSignal.timeout(15_000)

async function listen(answer: RequestListener) {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const open = (tree: TempTree, env: Readonly<Record<string, string>> = {}) =>
  openTransfers({ state: tree.at('state'), env, policy: { read: async () => ({ policy: defaultPolicy, digest: '', path: '', problems: [] }) } })

/** Everything that lies below a folder, names and contents. */
async function allText(folder: string): Promise<string> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  const texts = await Promise.all(found.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')))
  return [...found.map(({ name }) => name), ...texts].join('\n')
}

const codeOf = (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error))

describe('transfers as they are put together', () => {
  it('a planted token is in no file of the state or of the models, and in no refusal', async () => {
    const seen: string[] = []
    await using second = await listen((request, answer) => {
      seen.push([request.url, ...request.rawHeaders].join())
      answer.writeHead(200, { 'content-length': bytes.length, etag: `"${token}"` })
      answer.write(bytes.subarray(0, 100_000))
      setTimeout(() => answer.destroy(), 50)
    })
    await using host = await listen((request, answer) => {
      if (request.url?.startsWith('/refused') === true) return void answer.writeHead(403, { 'x-error-message': `no leave for ${token}` }).end(token)
      answer.writeHead(302, { location: `${second.url}/file?signature=${token}` }).end()
    })
    await using tree = await tempTree({ 'models/': '', 'state/': '' })
    await changeSetting(tree.at('state'), 'huggingface', { use: 'on', endpoint: host.url })
    const transfers = await open(tree, { HF_TOKEN: token })
    const says: string[] = []
    for (const path of ['refused', 'file', 'loop']) {
      const stop = AbortSignal.any([soon(), ...(path === 'refused' ? [] : [AbortSignal.timeout(700)])])
      const ask = { url: `${host.url}/${path}?token=${token}`, part: tree.at('models', `.${path}.part`), size: bytes.length, sha256: null, blake3: null, maxBytes: 2 ** 30, name: 'x.bin' }
      says.push(await transfers.fetch(ask, { signal: stop }).then(() => 'fetched', (error: unknown) => (error instanceof ProblemError ? JSON.stringify(error.problem) : 'stopped')))
    }
    expect(says[0]).toContain('TRANSFER_REFUSED')
    expect(seen.length).toBeGreaterThan(0)
    expect(await readdir(tree.at('models'))).toContain('.file.part')
    const found = [...says, await allText(tree.root), ...seen].flatMap((text) => /.{0,80}canary/.exec(text)?.[0] ?? [])
    expect(found).toEqual([])
  })

  it('asks nobody before it is told to', async () => {
    await using tree = await tempTree({ 'models/': '', 'state/': '' })
    const transfers = await open(tree)
    const ask = { part: tree.at('models', '.x.part'), size: null, sha256: null, blake3: null, maxBytes: 1000 }
    for (const [url, code] of [
      ['https://huggingface.co/a/b/resolve/main/x.safetensors', 'SOURCE_OFF'],
      ['https://cdn-lfs.huggingface.co/x', 'SOURCE_OFF'],
      ['https://civitai.com/api/download/models/1', 'SOURCE_OFF'],
      ['https://github.com/a/b/releases/download/v1/x.pth', 'SOURCE_OFF'],
      ['https://cdn.comfy.org/a/b/1.0.0/node.zip', 'SOURCE_OFF'],
      ['https://example.org/x.safetensors', 'POLICY_REFUSED'],
      ['http://127.0.0.1:1/x.safetensors', 'POLICY_REFUSED'],
    ] as const) {
      expect(await transfers.fetch({ ...ask, url, ask: ['civitai', 'github', 'huggingface'] }, { signal: soon() }).catch(codeOf), url).toBe(code)
    }
    expect(await readdir(tree.at('state'))).toEqual([])
  })

  it('hosts named for this process, plain http on this machine too', async () => {
    await using host = await listen((_, answer) => answer.writeHead(200, { 'content-length': bytes.length }).end(bytes))
    await using tree = await tempTree({ 'models/': '', 'state/': '' })
    const transfers = await open(tree, { GREENLIGHT_ALLOW_HOSTS: new URL(host.url).host })
    const ask = { url: `${host.url}/x.bin`, part: tree.at('models', '.x.part'), size: null, sha256: null, blake3: null, maxBytes: 2 ** 30 }
    expect(await transfers.fetch(ask, { signal: soon() })).toMatchObject({ fetched: bytes.length })
    expect(await allText(tree.at('state'))).toContain('"source":"other"')
  })
})
