import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { inRoot } from '../bootstrap/places.mjs'
import { timeInTurn } from './measure.mjs'

const bare = `
const server = require('node:http').createServer((_, answer) => answer.end('{}')).listen(0, '127.0.0.1', () => {
  require('node:fs').writeFileSync(process.argv[1], JSON.stringify({ port: server.address().port }))
})`

/** Spawns, waits for the file that names the port, then for the first 200. */
async function startOnce(args, portFile, env) {
  const child = spawn(process.execPath, args, { stdio: 'ignore', env: { ...process.env, ...env } })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  try {
    for (;;) {
      if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended with ${child.exitCode}`)
      const answer = await ask(portFile)
      if (answer) return
      await pause(1)
    }
  } finally {
    child.kill('SIGKILL')
    await ended
    rmSync(portFile, { force: true })
  }
}

async function ask(portFile) {
  try {
    const { port } = JSON.parse(readFileSync(portFile, 'utf8'))
    const answer = await fetch(`http://127.0.0.1:${port}/health`)
    await answer.text()
    return answer.status === 200
  } catch {
    return false
  }
}

/** Spawn to first answer of the sidecar on the demo, against a bare node:http server started the same way. */
export const name = 'start to first answer, x bare node:http'

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight bench '))
  try {
    const bareFile = join(folder, 'bare.json')
    const state = join(folder, 'state')
    const serve = ['serve', '--port', '0', '--data', state, '--comfyui', inRoot('demo/ComfyUI')]
    const [floor, ours] = await timeInTurn(
      [
        () => startOnce(['-e', bare, bareFile], bareFile),
        () => startOnce([inRoot('server/dist/bundle/cli.js'), ...serve], join(state, 'sidecar.json')),
      ],
      { times: 7 },
    )
    return { ratio: ours / floor, target: 3, unit: 'x', details: `${ours.toFixed(0)} ms against ${floor.toFixed(0)} ms` }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
