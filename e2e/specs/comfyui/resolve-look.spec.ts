import { Comfy } from '../../comfy.ts'
import { expect, test } from '../../fixtures.ts'
import { cutOff, lowContrast } from '../../looks.ts'
import { openOwnWindow, planIn, signInBefore, tickAll } from '../../plan-pages.ts'
import { redInput, redWorkflow } from '../../stage/red-workflow.ts'

/** Promise: choices, the plan, its run and its end are readable in dark and light, in a narrow panel and in a wide one. The pictures are kept with the results. */

for (const theme of ['dark', 'light'] as const) {
  test(`${theme} @once`, async ({ openRed, page, watch }, info) => {
    void watch
    const slow = { pace: 30, holdAt: 4 << 20, letGo: false }
    const red = await openRed({ modelBytes: 8 << 20, slow })
    const sidecar = await red.begin()
    await signInBefore(page, sidecar, red.installation.state)
    await page.setViewportSize({ width: 1400, height: 900 })
    const comfy = new Comfy(page, red.host.url)
    await comfy.boot()
    await comfy.load(redWorkflow(red.hosts))
    await comfy.setTheme(theme)
    const panel = await comfy.openTabSettled()
    const plan = planIn(panel)
    const keep = async (what: string) => {
      for (const width of [900, 312]) {
        await comfy.setPanelWidth(width)
        const name = `resolve-${what}-${theme}-${width}.png`
        await info.attach(name, { body: await panel.screenshot({ path: info.outputPath(name) }), contentType: 'image/png' })
        expect(await cutOff(panel)).toEqual([])
        expect(await lowContrast(panel)).toEqual([])
      }
    }

    await keep('report')
    await panel.getByRole('button', { name: /^Resolve missing/ }).click()
    await plan.inputOf('lost at sea').selectOption(redInput)
    await keep('choices')
    await plan.showPlan.click()
    await expect(plan.approveElsewhere).toBeVisible()
    await keep('plan')
    const { window, own } = await openOwnWindow(comfy)
    await tickAll(own)
    await own.approve.click()
    await expect(plan.far).toHaveText(/left/)
    await keep('run')
    slow.letGo = true
    await expect(plan.head).toHaveText(/^Done/)
    await window.close()
    await keep('done')
    await plan.back.click()
    await expect(panel.getByTestId('plan-strip')).toBeVisible()
    await keep('strip')
  })
}
