import { expect, test } from '../../fixtures.ts'
import { readyNaming } from '../../stage/ready-naming.ts'

/** Promise: where a missing model is to be had is told with what is known of it; a search says step by step what it asked, and asks nobody outside who is off. */

const url = 'https://huggingface.co/harbour/fog/resolve/main/harbour-fog-v2.safetensors'

function withSource(): Record<string, unknown> {
  const workflow = readyNaming('harbour-fog-v2.safetensors')
  const nodes = workflow.nodes as { type: string; properties: Record<string, unknown> }[]
  for (const node of nodes) if (node.type === 'CheckpointLoaderSimple') node.properties['models'] = [{ name: 'harbour-fog-v2.safetensors', url, directory: 'checkpoints' }]
  return workflow
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('a source of the workflow, the script of it, and a search with everything off @once', async ({ comfy, page }) => {
  await comfy.load(withSource())
  const panel = await comfy.openTab()
  const row = comfy.row(/harbour-fog-v2/)
  await expect(row).toContainText('huggingface.co')
  await expect(row).toContainText('named in the workflow')

  await row.getByRole('button', { name: /^why/i }).click()
  await row.getByRole('button', { name: 'Look for harbour-fog-v2.safetensors' }).click()
  await expect(row.getByText(/^(Found|Not found|May be one of these)/)).toBeVisible()
  await row.getByText(/^What was asked/).click()
  await expect(row.getByRole('listitem').filter({ hasText: 'workflow' }).first()).toBeVisible()

  await panel.getByText('Download them yourself').click()
  await panel.getByRole('combobox', { name: 'Tool' }).selectOption('aria2')
  await panel.getByRole('combobox', { name: 'Shell' }).selectOption('posix')
  await panel.getByRole('button', { name: 'Copy as script' }).click()
  await expect(panel.getByRole('button', { name: 'Copied' })).toBeVisible()
  const script = await page.evaluate(() => navigator.clipboard.readText())
  expect(script).toContain('aria2c')
  expect(script).toContain(url)
  expect(script).toMatch(/checkpoints/)

  await comfy.reload()
  await comfy.load(withSource())
  await comfy.openTab()
  await panel.getByText('Download them yourself').click()
  await expect(panel.getByRole('combobox', { name: 'Tool' })).toHaveValue('aria2')
})

test('nothing known: the search says so, and where outside sources are switched on @once', async ({ comfy }, info) => {
  await comfy.load(readyNaming('nobody-knows-this_v9.safetensors'))
  const panel = await comfy.openTab()
  const row = comfy.row(/nobody-knows-this/)
  await row.getByRole('button', { name: 'Look for nobody-knows-this_v9.safetensors' }).click()
  await expect(row).toContainText('Not found.')
  await expect(row).toContainText('All outside sources are off')
  await expect(row.getByRole('link', { name: 'or on the page of sources' })).toHaveAttribute('href', /#sources$/)
  await info.attach('search.png', { body: await panel.screenshot({ path: info.outputPath('search.png') }), contentType: 'image/png' })
})
