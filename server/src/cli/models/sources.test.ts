import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SourceSearchesSchema } from '@greenlight/shared/sources'
import * as v from 'valibot'
import { changeSetting } from '../../adapters/files/sources/change-settings.js'
import { startHub } from '../../adapters/huggingface/testing/hub.js'
import { checkpoint, comfyuiWith, workflowOf } from '../../main/models/testing/comfyui-with.js'
import { greenlight as run, isBuilt, type Ran } from '../../main/models/testing/run-greenlight.js'

const file = 'https://huggingface.co/a/b/resolve/main/wanted.safetensors'
const found = workflowOf({
  ...checkpoint('wanted.safetensors'),
  models: [{ name: 'wanted.safetensors', directory: 'checkpoints', url: file }],
})
const lost = { size: 19, sha256: '6e'.repeat(32), oid: '7f'.repeat(20) }
const hubFacts = { repositories: { 'studio/lost': { commit: '1f'.repeat(20), files: { 'lost.safetensors': lost } } } }

const command = fileURLToPath(new URL('../../../bin/greenlight.mjs', import.meta.url))

let place: Awaited<ReturnType<typeof comfyuiWith>>
const greenlight = (...args: readonly string[]): Promise<Ran> => run(place, 'models', 'sources', ...args)

describe.skipIf(!isBuilt)('greenlight models sources', () => {
  beforeAll(async () => {
    place = await comfyuiWith({
      '../a found.json': found,
      '../lost.json': workflowOf(checkpoint('lost.safetensors')),
      '../no.json': '{"nodes": [',
    })
  })
  afterAll(() => place[Symbol.asyncDispose]())
  const at = (name: string): string => place.at(name)

  it.each([
    [[], 'models sources needs a FILE'],
    [['a', 'b'], 'does not take "b"'],
    [['a', '--ask', 'hugging'], '--ask is one of'],
    [['a', '--script', 'wget'], '--script is one of'],
    [['a', '--script', 'curl', '--shell', 'fish'], '--shell is one of'],
    [['a', '--shell', 'cmd'], '--shell says how to write --script'],
    [['a', '--script', 'curl', '--format', 'json'], '--script is text'],
  ])('%j is a mistake in words: 2', async (args, words) => {
    const { status, err } = await greenlight(...args)
    expect({ status, err }).toMatchObject({ status: 2, err: expect.stringContaining(words) })
  })

  it('what is found, as text, as JSON and as a script', async () => {
    const text = await greenlight(at('a found.json'))
    expect(text).toMatchObject({
      status: 0,
      out: `FOUND            wanted.safetensors (checkpoints)\n  ${file}  (workflow)\n`,
    })
    const json = await greenlight(at('a found.json'), '--format', 'json')
    expect(v.parse(SourceSearchesSchema, JSON.parse(json.out)).searches).toMatchObject([
      { state: 'FOUND', source: { url: file } },
    ])
    const script = await greenlight(at('a found.json'), '--script', 'aria2', '--shell', 'posix')
    expect(script.out).toContain(`with_aria2 '${file}' '${place.inComfyui('models/checkpoints')}'`)
  })

  it('what is not: how it was searched, and 1', async () => {
    const { status, out } = await greenlight(at('lost.json'))
    expect(status).toBe(1)
    expect(out).toContain('NOT_FOUND        lost.safetensors (checkpoints)\n')
    expect(out).toContain('Nobody was asked: no source that could tell is switched on.')
    expect((await greenlight(at('lost.json'), '--script', 'curl', '--shell', 'posix')).out).toContain(
      '# Left out: lost.safetensors: no source was found',
    )
  })

  it('a source set to ask is asked only when it is named', async () => {
    await using hub = await startHub(hubFacts)
    await changeSetting(place.state, 'huggingface', { use: 'ask', endpoint: hub.url })
    await greenlight(at('lost.json'))
    expect(hub.asked).toEqual([])
    const { status, out } = await greenlight(at('lost.json'), '--ask', 'huggingface')
    expect(hub.asked.length).toBeGreaterThan(0)
    expect({ status, out }).toMatchObject({
      status: 1,
      out: expect.stringContaining('UNCERTAIN        lost.safetensors (checkpoints)\n  0.60 '),
    })
    expect(out).toContain('Its name is the one asked for.')
  })

  it('a file that is none', async () => {
    expect(await greenlight(at('no.json'))).toMatchObject({ status: 1, out: '' })
    expect(await greenlight(at('absent.json'))).toMatchObject({
      status: 1,
      out: '',
      err: expect.stringContaining('PATH_NOT_FOUND'),
    })
  })

  it.skipIf(process.platform === 'win32')('Ctrl+C ends it while nobody answers: 130', async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await changeSetting(place.state, 'huggingface', { use: 'on', endpoint: `http://127.0.0.1:${port}` })
    const asked = new Promise<void>((resolve) => silent.once('request', () => resolve()))
    const child = spawn(process.execPath, [
      command,
      'models',
      'sources',
      at('lost.json'),
      '--comfyui',
      place.comfyui,
      '--data',
      place.state,
    ])
    let err = ''
    child.stderr.on('data', (piece: Buffer) => (err += piece.toString()))
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    await asked
    child.kill('SIGINT')
    expect(await ended).toBe(130)
    expect(err).toContain('Stopped.')
    silent.closeAllConnections()
    silent.close()
  })
})
