import { Comfy } from '../../comfy.ts'
import { expect, test } from '../../fixtures.ts'
import { pressUntilFocused } from '../../looks.ts'
import { planIn } from '../../plan-pages.ts'
import { modelRedWorkflow, redModel } from '../../stage/red-workflow.ts'
import { treeOf } from '../../stage/tree.ts'

/** Promise: a plan that brings data alone is approved in the panel by one key and undone by one; a download is watched, stopped, and survives everything. */

test('a missing model comes and goes again, by the keyboard alone', async ({ openRed, page, watch }) => {
  void watch
  const red = await openRed()
  await red.begin()
  const comfy = new Comfy(page, red.host.url)
  await comfy.boot()
  await comfy.load(modelRedWorkflow(red.hosts))
  const panel = await comfy.openTabSettled()
  const plan = planIn(panel)
  const before = treeOf(red.installation.root)
  const press = async (name: RegExp) => {
    await pressUntilFocused(panel, name)
    await page.keyboard.press('Enter')
  }

  await comfy.focusFirstRow()
  await press(/^Resolve missing/)
  await expect(plan.action('download-model')).toContainText(redModel)
  await expect(plan.head).toBeFocused()
  await press(/^Approve and start/)
  await expect(plan.head).toHaveText('Done and checked')
  await press(/^Undo$/)
  await press(/^Approve and take back/)
  await expect(plan.head).toHaveText('Taken back and checked')
  expect(treeOf(red.installation.root)).toEqual(before)
  await page.keyboard.press('Escape')
  await expect(comfy.verdict).toHaveText('Will not run here yet')
})

test.describe('a slow model', () => {
  test.use({ allowedErrors: /ERR_(INCOMPLETE_CHUNKED_ENCODING|CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE)|50[234]/ })

  test('shows how far, is stopped without a trace, and goes on after a reload and a killed companion @once', async ({ openRed, page, watch }) => {
    void watch
    const slow = { pace: 60, holdAt: 2 << 20, letGo: false }
    const red = await openRed({ modelBytes: 8 << 20, slow })
    const first = await red.begin()
    const comfy = new Comfy(page, red.host.url)
    await comfy.boot()
    await comfy.load(modelRedWorkflow(red.hosts))
    const panel = await comfy.openTabSettled()
    const plan = planIn(panel)
    const before = treeOf(red.installation.root)

    await panel.getByRole('button', { name: /^Resolve missing/ }).click()
    await plan.approve.click()
    await expect(plan.far).toHaveText(/MB of 8\.\d+ MB · .* [kM]B\/s · .*left/)
    await expect.poll(async () => Number(await plan.meter.getAttribute('value'))).toBeGreaterThan(500_000)
    await plan.cancel.click()
    await expect(plan.head).toHaveText('Stopped')
    expect(treeOf(red.installation.root)).toEqual(before)

    await plan.again.click()
    await plan.approve.click()
    await expect.poll(async () => Number(await plan.meter.getAttribute('value'))).toBe(slow.holdAt)
    await comfy.reload()
    await comfy.openTab()
    await panel.getByRole('button', { name: 'Show the plan' }).click()
    await expect(plan.far).toHaveText(/MB of 8\.\d+ MB/)

    await first.kill()
    await expect(panel.getByTestId('plan-lost')).toBeVisible()
    const asked = red.hosts.asked.length
    slow.letGo = true
    await red.begin()
    await expect(plan.head).toHaveText('Done and checked')
    const went = red.hosts.asked.slice(asked).filter(({ method, path }) => method === 'GET' && path.endsWith(redModel))
    expect(went).toHaveLength(1)
    expect(Number(/^bytes=(\d+)-$/.exec(went[0]?.range ?? '')?.[1])).toBeGreaterThan(0.9 * slow.holdAt)
    await plan.done.click()
    await expect(comfy.verdict).toHaveText('Ready to queue')
  })
})
