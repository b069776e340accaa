import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../../fixtures.ts'
import { planIn, tickAll } from '../../plan-pages.ts'
import { makeInstallation } from '../../stage/installation.ts'
import { asOperator, carryOut, propose } from '../../stage/operator.ts'
import { treeOf } from '../../stage/tree.ts'

/** Promise: what a plan took away lies in the trash, comes back whole, and is gone for good only when that is said twice. */

const removal = (folder: string) => ({ want: 'remove-node-pack' as const, folder })

test('one entry is restored as it was, one is purged by the keyboard', async ({ openOwn, page }) => {
  const installation = makeInstallation()
  for (const name of ['kept-nodes', 'gone-nodes']) installation.addPack(name)
  const before = treeOf(installation.root)
  const { body, sidecar, state } = await openOwn(installation)
  const ask = asOperator(sidecar, state)
  await carryOut(ask, await propose(ask, removal('kept-nodes'), removal('gone-nodes')))
  expect(existsSync(join(installation.root, 'custom_nodes', 'kept-nodes'))).toBe(false)

  await body.getByRole('button', { name: 'Trash' }).click()
  const entries = body.getByTestId('trash-entry')
  await expect(entries).toHaveCount(2)
  await entries.filter({ hasText: 'kept-nodes' }).getByRole('button', { name: 'Restore: kept-nodes' }).click()
  const plan = planIn(body)
  await tickAll(plan)
  await plan.approve.click()
  await expect(plan.head).toHaveText(/^Done/)
  expect(treeOf(installation.root)).toEqual(before.filter((line) => !line.includes('gone-nodes')))

  await body.getByRole('button', { name: 'Trash' }).click()
  await expect(entries).toHaveCount(1)
  await entries.getByRole('checkbox').press('Space')
  const purge = body.getByTestId('purge')
  await purge.press('Enter')
  const sure = body.getByRole('alertdialog')
  await expect(sure).toContainText('no undo brings them back')
  await expect(sure.getByRole('button', { name: 'Keep them' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(sure).toHaveCount(0)
  await expect(purge).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(body).toContainText('Nothing was taken away.')
  const { entries: left } = await ask<{ entries: unknown[] }>('/trash')
  expect(left).toEqual([])
})
