import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { CheckSchema } from '@greenlight/shared/report'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { tempTree } from '../adapters/files/testing/temp-tree.js'
import { serve } from '../adapters/egress/testing/serve.js'
import { command, project, recordTo, type Recorded, type Recording } from './testing/run-recorded.js'

const demo = 'demo/ComfyUI'
const missing = `${demo}/user/default/workflows/3 missing model.json`
const place = ['--comfyui', demo]
const commands: readonly (readonly string[])[] = [
  ['check', ...place],
  ['check', ...place, '--format', 'json'],
  ['check', missing, ...place, '--format', 'md'],
  ['explain', missing, ...place],
  ['why', 'KSampler', ...place],
  ['nodes', 'list', ...place],
  ['models', 'list', ...place],
  ['models', 'duplicates', ...place],
  ['models', 'sources', missing, ...place],
  ['models', 'sources', missing, ...place, '--format', 'json'],
  ['doctor', ...place],
  ['sources'],
  ['sources', 'ledger'],
  ['catalogue', 'status', ...place],
  ['catalogue', 'update'],
]

/** What would lead a careless program outside: all of it is there, nothing of it may matter. */
const temptations = {
  HF_ENDPOINT: 'https://hub.example',
  HF_TOKEN: 'hf_canary0123456789',
  CIVITAI_TOKEN: 'civ_canary0123456789',
  GITHUB_TOKEN: 'gh_canary0123456789',
  HTTP_PROXY: 'http://192.0.2.1:3128',
  HTTPS_PROXY: 'http://192.0.2.1:3128',
  NODE_USE_ENV_PROXY: '1',
  GREENLIGHT_ALLOW_HOSTS: 'hub.example:443,192.0.2.1:80',
}

const kinds = (lines: readonly Recorded[], kind: Recorded['kind'], what?: string) => lines.filter((line) => line.kind === kind && (what === undefined || line.what === what))

/** Nothing left, every socket was seen, and it was seen that there were some. */
function expectNothingOutside(lines: readonly Recorded[]): void {
  expect(kinds(lines, 'outside')).toEqual([])
  expect(kinds(lines, 'program')).toEqual([])
  expect(kinds(lines, 'native').filter(({ what }) => what !== 'TCPCONNECTWRAP')).toEqual([])
  const inside = kinds(lines, 'inside').length
  // Sockets that the recorder counted by name and sockets that Node began are the same ones: none went past it.
  expect(kinds(lines, 'native', 'TCPCONNECTWRAP')).toHaveLength(inside)
  expect(inside).toBeGreaterThan(0)
}

async function withRecording(env: Readonly<Record<string, string>>, work: (recording: Recording, state: string) => Promise<void>) {
  await using files = await tempTree()
  // Stands where a ComfyUI might be, so that there is something to ask.
  await using nearby = await serve((_, answer) => answer.writeHead(404).end())
  const recording = recordTo(files.at('record.jsonl'), { ...env, GREENLIGHT_DATA: files.at('state'), COMFYUI_URL: nearby.url })
  await work(recording, files.at('state'))
  return await recording.read()
}

describe.skipIf(!existsSync(command))('nothing leaves this machine in the default configuration', () => {
  it.each([['plain surroundings', {}], ['proxies, endpoints and tokens all around', temptations]])('with %s: every command', { timeout: 120_000 }, async (_, env) => {
    const lines = await withRecording(env, async (recording) => {
      for (const args of commands) {
        const { status, out, err } = await recording.run(command, ...args)
        expect([0, 1, 2], `${args.join(' ')}: ${err}`).toContain(status)
        expect(err).not.toContain('INTERNAL')
        expect(`${out}${err}`.length).toBeGreaterThan(20)
      }
    })
    expect(kinds(lines, 'begun').length).toBeGreaterThanOrEqual(commands.length)
    expectNothingOutside(lines)
  })

  it('the sidecar, while it inspects, lists and is asked for sources', { timeout: 60_000 }, async () => {
    let report: unknown
    const lines = await withRecording(temptations, async (recording, state) => {
      const sidecar = recording.start(command, 'serve', '--port', '0', ...place)
      const ended = new Promise((done) => sidecar.once('exit', done))
      await new Promise<void>((ready, fail) => {
        sidecar.stdout?.on('data', (piece: Buffer) => piece.toString().includes('page:') && ready())
        sidecar.once('exit', () => fail(new Error('serve ended')))
      })
      const { port, token } = JSON.parse(await readFile(join(state, 'sidecar.json'), 'utf8')) as { port: number; token: string }
      const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
        const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
        const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
        expect([path, answer.status]).toEqual([path, 200])
        return answer.json()
      }
      const workflow: unknown = JSON.parse(await readFile(join(project, missing), 'utf8'))
      report = await ask('POST', '/inspect', { workflow })
      await ask('POST', '/models/sources', { workflow })
      for (const path of ['/workflows', '/node-packs', '/models', '/sources', '/catalogue', '/decisions', '/ready']) await ask('GET', path)
      sidecar.kill('SIGTERM')
      await ended
    })
    expect(v.parse(CheckSchema, report).reports[0]?.models.some(({ state }) => state === 'missing')).toBe(true)
    expectNothingOutside(lines)
  })

  it('the recorder would have seen it: fetch, a socket, a look-up, a datagram, a program, a thread', { timeout: 60_000 }, async () => {
    const lines = await withRecording({}, async (recording) => {
      const planted = `
        const swallow = () => undefined
        await fetch('https://huggingface.co/').catch(swallow)
        await new Promise((done) => (net.connect(443, '192.0.2.1').on('error', done)))
        await (await import('node:dns/promises')).lookup('civitai.com').catch(swallow)
        const udp = (await import('node:dgram')).createSocket('udp4')
        await new Promise((done) => udp.send('x', 9, '127.0.0.1', done))
        udp.close()
        ;(await import('node:child_process')).spawn('no-such-program').on('error', swallow)
        const { Worker } = await import('node:worker_threads')
        await new Promise((done) => new Worker("import('node:net').then((net) => net.connect(80, 'api.comfy.org').on('error', () => undefined))", { eval: true }).on('exit', done))
      `
      const { status, err } = await recording.run('--input-type=module', '-e', `import net from 'node:net'\n${planted}`)
      expect([status, err]).toEqual([0, ''])
    })
    expect(kinds(lines, 'outside').map(({ what }) => what)).toEqual(['huggingface.co:443', '192.0.2.1:443', 'look-up of civitai.com', 'api.comfy.org:80'])
    expect([kinds(lines, 'program'), kinds(lines, 'native', 'UDPWRAP').length]).toEqual([[{ kind: 'program', what: 'no-such-program' }], 1])
    expect(() => expectNothingOutside(lines)).toThrow()
  })

  it('the same program asks once a source is on: it is the switch that keeps it silent', { timeout: 60_000 }, async () => {
    const asking = `
      import { openOutsideHosts } from ${JSON.stringify(pathToFileURL(join(project, 'server/dist/main/sources/open-outside-hosts.js')).href)}
      const host = openOutsideHosts({ state: process.env.GREENLIGHT_DATA, env: process.env }).host('huggingface')
      const told = await host.fetch('/api/models', 'test').then(() => 'answer', (error) => error.problem.code)
      process.stdout.write(told)`
    for (const [use, code, outside] of [['off', 'SOURCE_OFF', []], ['on', 'SOURCE_UNREACHABLE', ['look-up of huggingface.co']]] as const) {
      const lines = await withRecording({}, async (recording, state) => {
        await recording.run(command, 'sources', 'huggingface', use)
        expect(await readFile(join(state, 'sources.yaml'), 'utf8')).toContain(`use: ${use}`)
        expect((await recording.run('--input-type=module', '-e', asking)).out).toBe(code)
      })
      expect(kinds(lines, 'outside').map(({ what }) => what)).toEqual(outside)
    }
  })
})

/** Linux, where users may make namespaces of their own: a network of loopback alone. */
const cutOff = ['unshare', '-rn', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh']
const mayCutOff = await new Promise<boolean>((done) => {
  execFile(cutOff[0] ?? '', [...cutOff.slice(1), process.execPath, '-e', "require('node:net').createServer().listen(0, '127.0.0.1', function () { this.close() })"], (error) => done(error === null))
})

describe.skipIf(!existsSync(command) || !mayCutOff)('without any network but loopback', () => {
  it('every command says the same, byte for byte', { timeout: 120_000 }, async () => {
    await using files = await tempTree()
    const env = { GREENLIGHT_DATA: files.at('state'), COMFYUI_URL: 'http://127.0.0.1:9' }
    const [here, there] = [recordTo(files.at('here.jsonl'), env), recordTo(files.at('there.jsonl'), env, cutOff)]
    await writeFile(files.at('there.jsonl'), '')
    const asked = commands.filter(([name]) => name !== 'sources' && name !== 'why')
    for (const args of asked) expect(await there.run(command, ...args), args.join(' ')).toEqual(await here.run(command, ...args))
    // It is cut off: what is outside is not even refused, there is no way to it.
    const way = "import('node:dgram').then(({ createSocket }) => createSocket('udp4').connect(9, '192.0.2.1', (error) => { process.stdout.write(error?.code ?? 'a way'); process.exit() }))"
    expect((await there.run('-e', way)).out).toBe('ENETUNREACH')
    expect(kinds(await there.read(), 'begun').length).toBeGreaterThan(asked.length)
  })
})
