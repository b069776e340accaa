import { spawn } from 'node:child_process'
import { inRoot } from '../bootstrap/places.mjs'

/** Asks through the public face: `greenlight check --format json`. Answers its document; throws with what it printed when there is none. */
export async function askGreenlight(paths, { objectInfo, comfyui, catalogue, state }) {
  const flags = Object.entries({ 'object-info': objectInfo, comfyui, catalogue, data: state })
  const args = flags.flatMap(([flag, value]) => (value === undefined ? [] : [`--${flag}`, value]))
  const { out, err } = await run([inRoot('server/dist/cli.js'), 'check', ...paths, '--format', 'json', ...args])
  try {
    return JSON.parse(out)
  } catch {
    throw new Error(`greenlight check printed no report: ${(err || out).slice(0, 2000)}`)
  }
}

function run(args) {
  const env = { ...process.env, COMFYUI_URL: 'http://127.0.0.1:9' }
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env })
    const [out, err] = [[], []]
    child.stdout.on('data', (bytes) => out.push(bytes))
    child.stderr.on('data', (bytes) => err.push(bytes))
    child.once('error', reject)
    child.once('close', () => resolve({ out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }))
  })
}
