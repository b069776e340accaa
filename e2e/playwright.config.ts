import { execFileSync } from 'node:child_process'
import { defineConfig, type Project } from '@playwright/test'
import type { StageOptions } from './fixtures.ts'
import { frontendNames, readParts, strict, type Parts } from './set-up/parts.ts'

/** `npx playwright test -c e2e`: sets up what is missing, then the own page and the panel inside every frontend that could be had. */
function partsAtHand(): Parts {
  const known = readParts()
  if (known !== null) return known
  execFileSync(process.execPath, ['set-up/main.ts'], { cwd: import.meta.dirname, stdio: 'inherit' })
  const made = readParts()
  if (made === null) throw new Error('The end-to-end set-up left no list of parts.')
  return made
}

const parts = partsAtHand()
if (strict && parts.missing.length > 0) {
  throw new Error(parts.missing.map(({ part, why }) => `missing: ${part}: ${why}`).join('\n'))
}

/** Specs marked @once say nothing about the frontend, so the newest alone runs them; @real fit a ComfyUI that is not ours. */
const inside = parts.python === null ? [] : frontendNames.filter((name) => parts.frontends[name] !== undefined)
const frontends = inside.map((name): Project<object, StageOptions> => {
  const last = name === inside.at(-1)
  return { name: `frontend-${name}`, testDir: 'specs/comfyui', use: { frontendName: name }, ...(last ? {} : { grepInvert: /@once/ }) }
})
const real: Project<object, StageOptions>[] =
  process.env.COMFYUI_URL === undefined ? [] : [{ name: 'comfyui', testDir: 'specs/comfyui', grep: /@real/, use: { frontendName: null } }]

const flags = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

export default defineConfig<object, StageOptions>({
  outputDir: '../test-results/e2e',
  reporter: process.env.CI === 'true' ? [['line'], ['json', { outputFile: '../test-results/e2e.json' }]] : [['list']],
  workers: 2,
  fullyParallel: true,
  forbidOnly: strict,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    headless: true,
    testIdAttribute: 'data-test',
    viewport: { width: 1280, height: 800 },
    launchOptions: { ...(parts.browser === null ? {} : { executablePath: parts.browser }), args: ['--headless', ...flags.split(' ')] },
    screenshot: 'only-on-failure',
  },
  projects: [{ name: 'page', testDir: 'specs/page' }, ...frontends, ...real],
})
