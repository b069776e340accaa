import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import type { ProgramAsk } from '../../core/change-ports.js'
import { childEnv } from './child-env.js'
import { runProgram } from './run-program.js'
import { leashWords, sealWords } from './words-before.js'

const node = (script: string, more: Partial<ProgramAsk> = {}) =>
  runProgram({
    command: process.execPath,
    args: ['-e', script],
    cwd: tmpdir(),
    timeoutMs: 20_000,
    maxOutputBytes: 100_000,
    signal: new AbortController().signal,
    network: 'allowed',
    ...more,
  })
const args = (...list: string[]) => ({
  args: ['-e', 'console.log(JSON.stringify(process.argv.slice(1)))', '--', ...list],
})

it('hands arguments on as they are, through no shell', async () => {
  const odd = ['a b', '"', "'", '$(touch x)', '%PATH%', '&& exit 3', '*', '', '模型', '\\', 'a\nb', '--', '^|<>']
  const answer = await node('', args(...odd))
  expect(answer).toMatchObject({ code: 0, stderr: '', timedOut: false, cut: false, unstarted: null, offline: null })
  expect(JSON.parse(answer.stdout)).toEqual(odd)
})

it('answers exit status, both outputs and input', async () => {
  const answer = await node("process.stdin.pipe(process.stdout); console.error('err é'); process.exitCode = 7", {
    input: 'in 模',
  })
  expect([answer.code, answer.stdout, answer.stderr]).toEqual([7, 'in 模', 'err é\n'])
  expect((await node("process.stdin.on('data', () => 0).on('end', () => console.log('closed'))")).stdout).toBe(
    'closed\n',
  )
  expect((await node('process.exit(0)', { input: 'x'.repeat(5_000_000) })).code).toBe(0)
})

it('gives few variables and no secret', async () => {
  process.env.HF_TOKEN = process.env.CIVITAI_KEY = process.env.NOBODY_KNOWS = 'canary'
  const { stdout } = await node('console.log(JSON.stringify(process.env))', {
    env: { GITHUB_TOKEN: 'canary', GIT_AUTHOR_NAME: 'me' },
  })
  for (const name of ['HF_TOKEN', 'CIVITAI_KEY', 'NOBODY_KNOWS']) Reflect.deleteProperty(process.env, name)
  expect(stdout).not.toContain('canary')
  expect(JSON.parse(stdout)).toMatchObject({ GIT_AUTHOR_NAME: 'me', PATH: process.env.PATH })
})

it('names proxies only where there is a network', () => {
  const ours = {
    Path: 'C:\\',
    SYSTEMROOT: 'C:\\Windows',
    HTTPS_PROXY: 'http://p:1',
    LD_PRELOAD: 'x',
    GITHUB_TOKEN: 'canary',
  }
  expect(childEnv(ours, {}, 'allowed')).toEqual({ Path: 'C:\\', SYSTEMROOT: 'C:\\Windows', HTTPS_PROXY: 'http://p:1' })
  expect(childEnv(ours, {}, 'none')).toMatchObject({
    HTTPS_PROXY: 'http://127.0.0.1:9',
    UV_OFFLINE: '1',
    PIP_NO_INDEX: '1',
  })
})

it('cuts long output and reads on', async () => {
  const answer = await node("process.stdout.write('é'.repeat(300_000), () => console.error('done'))", {
    maxOutputBytes: 1001,
  })
  expect([answer.code, answer.cut, answer.stdout, answer.stderr]).toEqual([0, true, 'é'.repeat(500), 'done\n'])
})

it('ends what says too much, where that is asked', async () => {
  const answer = await node("setInterval(() => process.stdout.write('x'.repeat(10_000)), 1)", {
    maxOutputBytes: 5000,
    endWhenCut: true,
  })
  expect([answer.code, answer.cut, answer.stdout.length, answer.timedOut]).toEqual([null, true, 5000, false])
})

it('ends what takes too long, and its children', async () => {
  const began = Date.now()
  const answer = await node(grandchild, { timeoutMs: 700 })
  expect([answer.code, answer.timedOut]).toEqual([null, true])
  expect(Date.now() - began).toBeLessThan(6000)
  await isGone(Number(answer.stdout))
})

it.skipIf(process.platform === 'win32')('takes what a program left behind with it', async () => {
  const answer = await node(grandchild.replace(/setInterval.*$/, 'child.unref()'))
  expect([answer.code, answer.timedOut]).toEqual([0, false])
  await isGone(Number(answer.stdout))
})

it('rejects with the reason of the signal when the child is gone', async () => {
  const stop = new AbortController()
  let pid = 0
  const running = node("process.on('SIGTERM', () => 0); console.error(process.pid); setInterval(() => 0, 1000)", {
    signal: stop.signal,
    heard: (text) => {
      pid = Number(text)
      stop.abort(new Error('enough'))
    },
  })
  await expect(running).rejects.toThrow('enough')
  await isGone(pid)
  await expect(node('', { signal: stop.signal })).rejects.toThrow('enough')
})

it.for(['allowed', 'none'] as const)('dies with us, network %s', async (network, { skip }) => {
  const words = [...(network === 'none' ? await sealWords(process.env) : []), ...(await leashWords(process.env))]
  if (!words.includes('KILL')) skip('setpriv does not work here')
  const parent = `
    const child = require('child_process').spawn(${JSON.stringify(words[0])}, ${JSON.stringify([...words.slice(1), process.execPath, '-e', 'console.log(process.pid); setInterval(() => 0, 1000)'])})
    child.stdout.on('data', (text) => { console.log(String(text)); process.kill(process.pid, 'SIGKILL') })`
  const pid = await new Promise<string>((done) => {
    const child = spawn(process.execPath, ['-e', parent], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.on('data', (text) => (said += String(text)))
    child.on('exit', () => done(said))
  })
  await isGone(Number(pid))
})

it('says why a program never ran', async () => {
  const why = async (more: Partial<ProgramAsk>) => (await node('', more)).unstarted
  expect(await why({ command: 'no-such-program-anywhere' })).toBe('not-found')
  expect(await why({ command: './relative' })).toBe('refused')
  expect(await why({ args: ['a\0b'] })).toBe('refused')
  expect(await why({ cwd: '/no/such/folder' })).toBe('unstartable')
  expect(await why({ command: tmpdir() })).toBe('not-found')
})

it('takes the network away, or says that it only asked', async () => {
  const server = createServer((socket) => socket.end('reached')).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const script = `require('net').connect(${port}, '127.0.0.1').on('data', (d) => console.log(String(d))).on('error', (e) => console.log(e.code))`
  expect((await node(script)).stdout).toBe('reached\n')
  const alone = await node(script, { network: 'none' })
  server.close()
  expect(alone.code).toBe(0)
  expect(alone.stdout).toMatch(alone.offline === 'sealed' ? /^E[A-Z]+\n$/ : /^reached\n$/)
})

const grandchild = `
  const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: ['ignore', 'inherit', 'inherit'] })
  console.log(child.pid)
  setInterval(() => 0, 1000)`

async function isGone(pid: number): Promise<void> {
  expect(pid).toBeGreaterThan(1)
  for (let tries = 0; ; tries += 1) {
    try {
      process.kill(pid, 0)
    } catch {
      return
    }
    if (tries > 40) throw new Error(`${pid} still runs`)
    await pause(50)
  }
}
