import { expect, type Locator, type Page } from '@playwright/test'
import type { Comfy } from './comfy.ts'
import { freshPageUrl, type Sidecar } from './stage/sidecar.ts'
import { expectQuiet, watchPage, type Watch } from './watch.ts'

/** A plan as it is shown in ComfyUI's panel or on the own page; both are the same view. */
export function planIn(root: Locator) {
  const plan = root.getByRole('region', { name: 'Plan', exact: true })
  const button = (name: RegExp | string) => plan.getByRole('button', { name })
  return {
    plan,
    head: plan.getByRole('heading', { level: 2 }),
    /** The actions of the plan, or of its run. */
    actions: plan.locator('ol.gl-actions > li'),
    action: (kind: string) => plan.locator(`[data-kind="${kind}"]`),
    inputOf: (name: string) => plan.getByRole('combobox', { name: new RegExp(name) }),
    showPlan: button('Show the plan'),
    approve: button(/^Approve and/),
    approveElsewhere: plan.getByRole('link', { name: 'Approve in Greenlight’s own window' }),
    ticks: plan.getByRole('checkbox'),
    meter: plan.getByRole('progressbar').first(),
    far: plan.getByTestId('plan-progress'),
    cancel: button('Cancel'),
    again: button('Plan again'),
    undo: button('Undo'),
    done: button('Done'),
    back: button('Back to the report'),
  }
}

export type PlanPage = ReturnType<typeof planIn>

/** As a person did who opened the printed address before: this browser has a session of the own page. */
export async function signInBefore(page: Page, sidecar: Sidecar, state: string): Promise<void> {
  const own = await page.context().newPage()
  await own.goto(await freshPageUrl(sidecar, state))
  await expect(own.getByRole('navigation')).toBeVisible()
  await own.close()
}

/** Opens the window that the panel leads to. Its errors count like those of any page of ours. */
export async function openOwnWindow(comfy: Comfy): Promise<{ window: Page; own: PlanPage; watch: Watch }> {
  const opened = comfy.page.context().waitForEvent('page')
  await planIn(comfy.panel).approveElsewhere.click()
  const window = await opened
  const watch = await watchPage(window, true, null)
  return { window, own: planIn(window.locator('body')), watch }
}

/** Agrees to everything that the plan asks by itself. */
export async function tickAll({ approve, ticks }: PlanPage): Promise<void> {
  await expect(approve).toBeVisible()
  for (const box of await ticks.all()) await box.check()
}

/** The one approval of a plan that the panel may not approve: everything ticked that is asked, and one click. */
export async function approveInOwnWindow(comfy: Comfy, { actions }: { actions: number }): Promise<void> {
  const { window, own, watch } = await openOwnWindow(comfy)
  await expect(own.actions).toHaveCount(actions)
  await tickAll(own)
  await own.approve.click()
  await expect(own.head).toHaveText(/^Done/)
  await window.close()
  expectQuiet(watch)
}

/** Unfolds the list of plans under the report, which moves while an answer comes in. */
export async function openPlans({ panel }: Comfy): Promise<Locator> {
  const plans = panel.getByTestId('timeline-plan')
  await expect(async () => {
    if ((await plans.count()) === 0) await panel.locator('summary', { hasText: /^Plans/ }).click()
    await expect(plans).not.toHaveCount(0, { timeout: 2_000 })
  }).toPass()
  return plans
}
