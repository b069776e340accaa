import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plant } from '../check/testing/plant.js'
import { inRoot } from './places.mjs'
import { run, runQuietly } from './run.mjs'

const node = process.execPath

test('the exit status is the child\'s', async () => {
  expect(await run(node, ['-e', 'process.exit(7)'])).toBe(7)
  expect(await runQuietly(node, ['-e', 'console.log(1); console.error(2)'])).toEqual({ status: 0, output: expect.stringMatching(/1[^]*2|2[^]*1/) })
  expect((await runQuietly('greenlight-no-such-program', [])).status).toBe(127)
})

test('arguments arrive as they are', async () => {
  const odd = ['a b', '$HOME', '"x"', "it's", 'ü%PATH%', '']
  const { output } = await runQuietly(node, ['-p', 'JSON.stringify(process.argv.slice(1))', '--', ...odd])
  expect(JSON.parse(output)).toEqual(odd)
})

test.skipIf(process.platform === 'win32')('a signal reaches the child, whose end is ours', async () => {
  const root = plant({
    'child.mjs': "process.on('SIGTERM', () => { console.log('asked'); process.exit(3) })\nconsole.log('here')\nsetInterval(() => {}, 1000)\n",
    'parent.mjs': `import { run } from ${JSON.stringify(`file://${encodeURI(inRoot('scripts/bootstrap/run.mjs'))}`)}\nprocess.exitCode = await run(process.execPath, [process.argv[2]])\n`,
  })
  const parent = spawn(node, [join(root, 'parent.mjs'), join(root, 'child.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  parent.stdout.on('data', (bytes) => (said += bytes))
  await once(parent.stdout, 'data')
  parent.kill('SIGTERM')
  const [status] = await once(parent, 'close')
  expect([status, said]).toEqual([3, 'here\nasked\n'])
})

test.skipIf(process.platform === 'win32')('npm that was ended takes what it started with it', async () => {
  const root = plant({
    'child.mjs': "process.on('SIGTERM', () => { console.log('asked'); process.exit(0) })\nconsole.log('here')\nsetInterval(() => {}, 1000)\n",
    'parent.mjs': `import { run } from ${JSON.stringify(`file://${encodeURI(inRoot('scripts/bootstrap/run.mjs'))}`)}\nawait run(process.execPath, [process.argv[2]])\n`,
  })
  const line = '"$1" "$2" "$3"; exit 0'
  const env = { ...process.env, npm_lifecycle_event: 'start' }
  const shell = spawn('sh', ['-c', line, 'sh', node, join(root, 'parent.mjs'), join(root, 'child.mjs')], { stdio: ['ignore', 'pipe', 'inherit'], env })
  let said = ''
  shell.stdout.on('data', (bytes) => (said += bytes))
  await once(shell.stdout, 'data')
  shell.kill('SIGKILL')
  await once(shell.stdout, 'close')
  expect(said).toBe('here\nasked\n')
})

test.skipIf(process.platform === 'win32')('a program that is run quietly ends before us', async () => {
  const root = plant({
    'child.mjs': "import { writeFileSync } from 'node:fs'\nprocess.on('SIGTERM', () => setTimeout(() => { writeFileSync(process.argv[2], 'ended'); process.exit(0) }, 100))\nconsole.log('here')\nsetInterval(() => {}, 1000)\n",
    'parent.mjs': `import { runQuietly } from ${JSON.stringify(`file://${encodeURI(inRoot('scripts/bootstrap/run.mjs'))}`)}\nawait runQuietly(process.execPath, process.argv.slice(2), { hear: console.log })\nconsole.log('went on')\n`,
  })
  const note = join(root, 'note')
  const parent = spawn(node, [join(root, 'parent.mjs'), join(root, 'child.mjs'), note], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  parent.stdout.on('data', (bytes) => (said += bytes))
  await once(parent.stdout, 'data')
  parent.kill('SIGTERM')
  const [status] = await once(parent, 'close')
  expect([status, said.trim(), readFileSync(note, 'utf8')]).toEqual([143, 'here', 'ended'])
})
