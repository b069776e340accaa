import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../../fixtures.ts'
import { pressUntilFocused } from '../../looks.ts'
import { planIn, tickAll } from '../../plan-pages.ts'
import { makeInstallation } from '../../stage/installation.ts'
import { asOperator, propose } from '../../stage/operator.ts'
import { redPack, serveWhatIsRed, settingsFor } from '../../stage/red-workflow.ts'
import { treeOf } from '../../stage/tree.ts'

/** Promise: plans that the panel may not approve are read and approved here, and what an approval no longer covers is told and not done. */

const move = (root: string) => ({ want: 'move-model' as const, from: join(root, 'models', 'checkpoints', 'misplaced-vae.safetensors'), directory: 'vae', name: 'misplaced-vae.safetensors', nodes: [] })

test.describe('312 px', () => {
  test.use({ viewport: { width: 312, height: 700 } })

  test('a plan of code is approved and taken back by the keyboard alone', async ({ openOwn, page }) => {
    const hosts = await serveWhatIsRed()
    const installation = makeInstallation()
    const { body, sidecar, state } = await openOwn(installation, { GREENLIGHT_ALLOW_HOSTS: hosts.host }, (folder) => writeFileSync(join(folder, 'sources.yaml'), settingsFor(hosts)))
    const before = treeOf(installation.root)
    const asked = await propose(asOperator(sidecar, state), { want: 'install-node-pack', pack: redPack, types: ['InkWash'] })
    const plan = planIn(body)
    const press = async (name: RegExp, key: string) => {
      await pressUntilFocused(body, name)
      await page.keyboard.press(key)
    }

    await page.evaluate((id) => (location.hash = `plan=${id}`), asked.id)
    await expect(plan.head).toBeFocused()
    await press(/^Approve and start/, 'Enter')
    await expect(plan.plan).toContainText('Tick 1 box above first.')
    expect(treeOf(installation.root)).toEqual(before)
    await plan.head.focus()
    await press(/licence/, 'Space')
    await press(/^Approve and start/, 'Enter')
    await expect(plan.head).toHaveText('Done, and one thing is still to come')
    expect(readdirSync(join(installation.root, 'custom_nodes'))).toEqual([redPack])

    await press(/^Undo$/, 'Enter')
    await press(/^Approve and take back/, 'Enter')
    await expect(plan.head).toHaveText(/^Done|^Taken back/)
    expect(treeOf(installation.root)).toEqual(before)
    await page.keyboard.press('Escape')
    await expect(body.getByTestId('timeline-plan')).toHaveCount(2)
    await hosts.close()
  })
})

test.describe('refused', () => {
  test.use({ allowedErrors: /4(09|10) \((Conflict|Gone)\)/ })

  test('an approval that ran out in the meantime is told, and the same plan can be approved anew', async ({ openOwn, page }) => {
    const installation = makeInstallation()
    const { body, sidecar, state } = await openOwn(installation)
    const { id } = await propose(asOperator(sidecar, state), move(installation.root))
    const before = treeOf(installation.root)
    await page.evaluate((plan) => (location.hash = `plan=${plan}`), id)
    await page.route(`**/plans/${id}/apply`, async (route) => {
      expire(state, id)
      await route.continue()
    })
    const plan = planIn(body)
    await plan.approve.click()
    await expect(plan.head).toHaveText('It was not started')
    await expect(plan.plan).toContainText('expired')
    expect(treeOf(installation.root)).toEqual(before)

    await page.unrouteAll()
    await plan.plan.getByRole('button', { name: 'Back to the plan' }).click()
    await plan.approve.click()
    await expect(plan.head).toHaveText('Done and checked')
  })

  test('approved in two windows at once it is done once, and both see it', async ({ openOwn, page }) => {
    const installation = makeInstallation()
    const { body, sidecar, state } = await openOwn(installation)
    const ask = asOperator(sidecar, state)
    const { id } = await propose(ask, move(installation.root))
    const other = await page.context().newPage()
    await other.goto(new URL(`/#plan=${id}`, sidecar.pageUrl).href)
    await page.evaluate((plan) => (location.hash = `plan=${plan}`), id)
    const windows = [planIn(body), planIn(other.locator('body'))]
    for (const { approve } of windows) await expect(approve).toBeVisible()
    const { promise: bothAsked, resolve } = Promise.withResolvers<null>()
    let asked = 0
    await page.context().route(`**/plans/${id}/approve`, async (route) => {
      asked += 1
      if (asked === 2) resolve(null)
      await bothAsked
      await route.continue()
    })
    const applying = page.waitForRequest(`**/plans/${id}/apply`)
    for (const { approve } of windows) await approve.click()
    for (const { head } of windows) await expect(head).toHaveText('Done and checked')
    const { lines } = await ask<{ lines: { action_type: string }[] }>(`/journal?plan=${id}`)
    expect(lines.filter(({ action_type }) => action_type === 'token.consume')).toHaveLength(1)
    expect(lines.filter(({ action_type }) => action_type === 'plan.end')).toHaveLength(1)
    await other.close()

    const { approval } = (await applying).postDataJSON() as { approval: string }
    await expect(ask(`/plans/${id}/apply`, { approval })).rejects.toThrow('APPROVAL_USED')
  })

  test('what changed since the plan was made is told with the difference, and nothing is done', async ({ openOwn, page }) => {
    const installation = makeInstallation()
    const { body, sidecar, state } = await openOwn(installation)
    const { id } = await propose(asOperator(sidecar, state), move(installation.root))
    await page.evaluate((plan) => (location.hash = `plan=${plan}`), id)
    const plan = planIn(body)
    await expect(plan.approve).toBeVisible()
    installation.addModel('vae/misplaced-vae.safetensors')
    const before = treeOf(installation.root)
    await tickAll(plan)
    await plan.approve.click()
    await expect(plan.head).toHaveText('Something changed since the plan was made')
    await expect(plan.plan).toContainText('misplaced-vae.safetensors')
    expect(treeOf(installation.root)).toEqual(before)
  })
})

/** As if half an hour had gone by since the approval. */
function expire(state: string, plan: string): void {
  const folder = join(state, 'approvals')
  const name = readdirSync(folder).find((one) => one.startsWith(plan) && one.endsWith('.json')) ?? ''
  const kept = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, string>
  const earlier = (time = '') => new Date(Date.parse(time) - 31 * 60_000).toISOString()
  writeFileSync(join(folder, name), JSON.stringify({ ...kept, issued_at: earlier(kept['issued_at']), expires_at: earlier(kept['expires_at']) }))
}
