import { mkdirSync, writeFileSync } from 'node:fs'
import { findBrowser } from './browser.ts'
import { bringFrontend } from './frontends.ts'
import { because, cache, frontendNames, partsPath, strict, type Missing, type Parts } from './parts.ts'
import { bringAiohttp, findPython } from './python.ts'

/** `node e2e/set-up/main.ts`: finds or fetches everything the end-to-end tests need, says what it does, and notes what cannot be had. */

const say = (line: string) => process.stdout.write(`  ${line}\n`)
const missing: Missing[] = []

/** Runs one step; a failure becomes a named missing part. */
function attempt<T>(part: string, costs: string, step: () => T): T | null {
  try {
    return step()
  } catch (error) {
    missing.push({ part, why: `${because(error)} (${costs})` })
    return null
  }
}

process.stdout.write('End-to-end set-up\n')
mkdirSync(cache, { recursive: true })

const found = findPython()
const python = attempt('python with aiohttp', 'no test inside ComfyUI runs', () => {
  if (found === null) throw new Error('no Python >= 3.9 on the PATH')
  bringAiohttp(found, say)
  return found.command
})

const frontends: Parts['frontends'] = {}
for (const name of frontendNames) {
  const frontend = attempt(`frontend ${name}`, 'its tests do not run', () => {
    if (found === null) throw new Error('no Python >= 3.9 to fetch it with')
    return bringFrontend(name, found.command, say)
  })
  if (frontend !== null) frontends[name] = frontend
}

const browser = findBrowser()
if (browser === null) missing.push({ part: 'browser', why: 'no Chromium, Chrome or Edge; GREENLIGHT_CHROMIUM may name one (no browser test runs)' })
else say(`browser: ${browser}`)

const parts: Parts = { python, frontends, browser, missing }
writeFileSync(partsPath, `${JSON.stringify(parts, null, 2)}\n`)
for (const { part, why } of missing) process.stdout.write(`  missing: ${part}: ${why}\n`)
process.stdout.write(`  ${missing.length} of ${frontendNames.length + 2} parts missing\n`)
if (strict && missing.length > 0) process.exitCode = 1
