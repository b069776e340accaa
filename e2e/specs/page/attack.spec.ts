import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '../../fixtures.ts'
import { serveAttackPage, type AttackLog } from '../../stage/attack/attack-page.ts'
import { makeInstallation } from '../../stage/installation.ts'
import { startSidecar } from '../../stage/sidecar.ts'

/** Promise: no page of anybody else can change or read anything through the companion, whatever host it pretends to be (reliability-security.md 1.4). */

interface Document {
  paths: Record<string, Record<string, unknown>>
}

test('an attack page: rebinding, another local service, a sandboxed frame; every route, every vector', async ({ playwright }, { project }) => {
  test.setTimeout(180_000)
  const installation = makeInstallation()
  const state = mkdtempSync(join(tmpdir(), 'greenlight attack-'))
  const sidecar = await startSidecar(installation.root, state)
  const { origin, port } = new URL(sidecar.pageUrl)
  const operator = readFileSync(join(state, 'operator.token'), 'utf8').trim()
  const ask = async <T>(path: string, body?: unknown): Promise<T> => {
    const headers = { Authorization: `Bearer ${operator}`, 'Content-Type': 'application/json' }
    const answer = await fetch(`${origin}${path}`, { headers, ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }) })
    return (await answer.json()) as T
  }
  // A plan that is ready to be approved: what an attacker would most like to press.
  const from = join(installation.root, 'models', 'checkpoints', 'misplaced-vae.safetensors')
  const { plan } = await ask<{ plan: { id: string; tier: string; actions: unknown[] } }>('/plans', { wants: [{ want: 'move-model', from, directory: 'vae', name: 'misplaced-vae.safetensors', nodes: [] }] })
  expect({ tier: plan.tier, actions: plan.actions.length }).toEqual({ tier: 'data', actions: 1 })
  const { paths } = await ask<Document>('/openapi.json')
  const targets = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path: path.replaceAll(/\{id\}|:id/g, plan.id) })),
  )
  expect(targets.filter(({ method }) => method === 'POST').length).toBeGreaterThan(10)
  const bases = [`http://127.0.0.1:${port}`, `http://localhost:${port}`, `http://evil.test:${port}`]
  const attacker = await serveAttackPage(targets, bases)
  const browser = await playwright.chromium.launch({
    ...project.use.launchOptions,
    args: [...(project.use.launchOptions?.args ?? []), '--host-resolver-rules=MAP evil.test 127.0.0.1'],
  })
  try {
    for (const address of [`http://evil.test:${attacker.port}/`, `http://127.0.0.1:${attacker.port}/`, `http://evil.test:${attacker.port}/sandboxed`]) {
      const page = await browser.newPage()
      await page.goto(address)
      const frame = address.endsWith('sandboxed') ? page.frames()[1] : page.mainFrame()
      if (frame === undefined) throw new Error('the sandboxed frame is not there')
      const log = await frame.waitForFunction(() => (globalThis as { attackLog?: AttackLog }).attackLog ?? null, null, { timeout: 120_000 })
      const { tries, readable } = (await log.jsonValue()) as AttackLog
      expect(tries).toBeGreaterThanOrEqual(targets.length * bases.length * 8)
      expect(readable.filter((one) => !isPage(one))).toEqual([])
      await page.close()
    }
    const { run } = await ask<{ run: { state: string } }>(`/plans/${plan.id}`)
    expect(run.state).toBe('draft')
    expect((await ask<{ lines: unknown[] }>('/journal')).lines).toEqual([])
    expect((await ask<{ plans: unknown[] }>('/plans')).plans).toHaveLength(1)
    expect(existsSync(from)).toBe(true)
    expect(readdirSync(state).filter((name) => ['decisions.yaml', 'sources.yaml', 'approvals', 'trash'].includes(name))).toEqual([])
  } finally {
    await browser.close()
    await attacker.close()
    await sidecar.stop()
    installation.remove()
    rmSync(state, { recursive: true, force: true })
  }
})

/** A frame of another origin fires `load` for its error page too, but its document is closed: only what could be read is noted. */
function isPage(seen: string): boolean {
  return seen.startsWith('frame ') && seen.endsWith('/')
}
