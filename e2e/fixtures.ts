import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as base, type Locator } from '@playwright/test'
import { Comfy } from './comfy.ts'
import type { FrontendName } from './set-up/parts.ts'
import { openAttacker, type Attacker } from './stage/attack/attacker.ts'
import type { Host } from './stage/host.ts'
import type { ModelFolders } from './stage/model-folders.ts'
import { openStage, type Stage } from './stage/open-stage.ts'
import { makeRedStage, type RedStage } from './stage/red-stage.ts'
import type { RedOptions } from './stage/red-workflow.ts'
import { freshPageUrl, startSidecar, type Sidecar } from './stage/sidecar.ts'
import { expectQuiet, watchPage, type Watch } from './watch.ts'

export { expect }

export interface StageOptions {
  /** The frontend inside the host double; null: the real ComfyUI at COMFYUI_URL. */
  frontendName: FrontendName | null
}

interface TestOptions {
  /** Nodes 2.0 instead of the canvas. */
  vueNodes: boolean
  /** Errors that the test provokes. */
  allowedErrors: RegExp | null
}

async function setSettings(host: Host, settings: Record<string, unknown>): Promise<void> {
  await fetch(`${host.url}/api/settings`, { method: 'POST', body: JSON.stringify(settings), headers: { 'Content-Type': 'application/json' } })
}

/** `ownStage` with what `redWorkflow` lacks on hosts beside it, which end after the test. */
type OpenRed = (options?: RedOptions) => Promise<RedStage>

interface OwnPage {
  body: Locator
  sidecar: Sidecar
  state: string
}

/** Opens the own page of a sidecar that looks at these folders alone; they are removed after the test. */
type OpenOwn = (folders: ModelFolders, env?: Record<string, string>, prepare?: (state: string) => void) => Promise<OwnPage>
type OpenPageOf = (folders: ModelFolders) => Promise<Locator>

export const test = base.extend<TestOptions & { watch: Watch; ownStage: Stage; openRed: OpenRed; comfy: Comfy; ownPage: Locator; openOwn: OpenOwn; attacker: Attacker; openPageOf: OpenPageOf }, StageOptions & { stage: Stage & { sidecar: Sidecar } }>({
  frontendName: ['newest', { option: true, scope: 'worker' }],
  vueNodes: [false, { option: true }],
  allowedErrors: [null, { option: true }],

  /** Shared by the tests of one worker; they only read. */
  stage: [
    async ({ frontendName }, use) => {
      const stage = await openStage(frontendName)
      try {
        await use({ ...stage, sidecar: await stage.start() })
      } finally {
        await stage.close()
      }
    },
    { scope: 'worker' },
  ],

  /** For tests that change files or stop the sidecar, which does not run at first. */
  ownStage: async ({ frontendName }, use) => {
    const stage = await openStage(frontendName)
    try {
      await use(stage)
    } finally {
      await stage.close()
    }
  },

  openRed: async ({ ownStage }, use) => {
    const opened: RedStage[] = []
    try {
      await use(async (options) => {
        const red = await makeRedStage(ownStage, options)
        opened.push(red)
        return red
      })
    } finally {
      for (const { hosts } of opened) await hosts.close()
    }
  },

  watch: async ({ page, allowedErrors }, use) => {
    const watch = await watchPage(page, false, allowedErrors)
    await use(watch)
    expectQuiet(watch)
  },

  /** ComfyUI's page, booted, with our tab button; no workflow of ours is open yet. */
  comfy: async ({ page, stage, vueNodes, watch, frontendName }, use) => {
    void watch
    if (frontendName !== null) await setSettings(stage.host, { 'Comfy.VueNodes.Enabled': vueNodes, 'Comfy.ColorPalette': 'dark' })
    const comfy = new Comfy(page, stage.host.url)
    await comfy.boot()
    await use(comfy)
  },

  /** The sidecar's own page, signed in. Every error on it is ours, and so is every request. */
  ownPage: async ({ page, stage, allowedErrors }, use) => {
    const watch = await watchPage(page, true, allowedErrors)
    await page.goto(await freshPageUrl(stage.sidecar, stage.installation.state))
    await use(page.locator('body'))
    expectQuiet(watch)
    expect.soft([...watch.outside], 'hosts asked for outside this machine').toEqual([])
  },

  /** As `ownPage`, for folders of the test's choice. The sidecar knows nothing at first, and ends after the page has. */
  openOwn: async ({ page, allowedErrors }, use) => {
    const watch = await watchPage(page, true, allowedErrors)
    const state = mkdtempSync(join(tmpdir(), 'greenlight e2e state-'))
    const ends: (() => Promise<void> | void)[] = [() => rmSync(state, { recursive: true, force: true, maxRetries: 5 })]
    try {
      await use(async (folders, env = {}, prepare = () => undefined) => {
        ends.push(folders.remove)
        prepare(state)
        const sidecar = await startSidecar(folders.root, state, env)
        ends.push(sidecar.stop)
        await page.goto(sidecar.pageUrl)
        return { body: page.locator('body'), sidecar, state }
      })
    } finally {
      await page.goto('about:blank')
      for (const end of ends.toReversed()) await end()
    }
    expectQuiet(watch)
    expect.soft([...watch.outside], 'hosts asked for outside this machine').toEqual([])
  },

  openPageOf: async ({ openOwn }, use) => use(async (folders) => (await openOwn(folders)).body),

  /** Somebody else, with a browser of their own. */
  attacker: async ({ playwright }, use, { project }) => {
    const attacker = await openAttacker(playwright.chromium, project.use.launchOptions)
    try {
      await use(attacker)
    } finally {
      await attacker.close()
    }
  },
})
