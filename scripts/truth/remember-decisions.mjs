import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes a person's decisions as they would by hand: `decisions.yaml` in the state folder (JSON is YAML too). */
export function rememberDecisions(decided, state) {
  mkdirSync(state, { recursive: true })
  writeFileSync(join(state, 'decisions.yaml'), `${JSON.stringify({ schema: 'greenlight/decisions@1', ...decided }, null, 2)}\n`)
}
