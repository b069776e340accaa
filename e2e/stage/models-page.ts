import type { Locator } from '@playwright/test'

/** Lines of the model list that stand in the page. */
export const lines = (body: Locator) => body.getByRole('list', { name: 'Model files' }).getByRole('button')

/** What is told of the chosen file. */
export const pane = (body: Locator) => body.getByRole('region', { name: 'About this file' })

export async function openModels(body: Locator): Promise<Locator> {
  await body.getByRole('button', { name: 'Models', exact: true }).click()
  return lines(body)
}
