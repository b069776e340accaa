import { readFileSync } from 'node:fs'
import { expect, test } from '../../fixtures.ts'
import { workflowFile } from '../../stage/installation.ts'
import { pictureWith } from '../../stage/png.ts'
import type { Page } from '@playwright/test'

/** Promise: a workflow or a picture dropped anywhere (here: into the far corner) on the page is judged, and nothing of it is kept. */

async function drop(page: Page, name: string, type: string, bytes: Buffer): Promise<void> {
  await page.evaluate(
    ([fileName, fileType, base64]) => {
      const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([content], fileName, { type: fileType }))
      const target = document.elementFromPoint(innerWidth - 20, innerHeight - 20)
      for (const event of ['dragenter', 'dragover', 'drop']) {
        target?.dispatchEvent(new DragEvent(event, { dataTransfer, bubbles: true, cancelable: true }))
      }
    },
    [name, type, bytes.toString('base64')] as const,
  )
}

test('a workflow file', async ({ ownPage, page }) => {
  await expect(ownPage.getByText('ready.json').first()).toBeVisible()
  await drop(page, 'my own.json', 'application/json', readFileSync(workflowFile('missing-model')))
  await expect(ownPage).toContainText('harbour-fog')
  await expect(ownPage).toContainText(/Will not run here/)
})

test('a picture that carries a workflow', async ({ ownPage, page }) => {
  await expect(ownPage.getByText('ready.json').first()).toBeVisible()
  await drop(page, 'picture.png', 'image/png', pictureWith(readFileSync(workflowFile('ready'), 'utf8')))
  await expect(ownPage).toContainText('Ready to queue')
})

test('a picture without a graph tells what it was made with', async ({ ownPage, page }) => {
  await expect(ownPage.getByText('ready.json').first()).toBeVisible()
  const parameters = 'a lighthouse in fog <lora:oil-style_v3:0.8>\nNegative prompt: blurry\nSteps: 28, Sampler: DPM++ 2M Karras, CFG scale: 6.5, Seed: 3312870021, Size: 896x1152, Model hash: 4496b36d48, Model: dreamShaperXL_v21'
  await drop(page, 'holiday.png', 'image/png', pictureWith(parameters, 'parameters'))
  for (const part of ['dreamShaperXL_v21', '4496b36d48', 'oil-style_v3', 'DPM++ 2M Karras']) await expect(ownPage).toContainText(part)
  await expect(ownPage.getByRole('heading', { level: 2 }).first()).toHaveText('No workflow in this file')
})

test('a file that is no workflow is told as such', async ({ ownPage, page }) => {
  await expect(ownPage.getByText('ready.json').first()).toBeVisible()
  await drop(page, 'notes.txt', 'text/plain', Buffer.from('just some notes'))
  await expect(ownPage).toContainText(/Cannot be read|not a|NOT_A_WORKFLOW/)
})
