import { expect, test } from '../../fixtures.ts'
import { cutOff, lowContrast } from '../../looks.ts'
import { readyNaming } from '../../stage/ready-naming.ts'

/** Promise: the offer of another file and the notice after it are readable in dark and light. The pictures are kept with the results. */

for (const theme of ['dark', 'light'] as const) {
  test(`${theme} @once`, async ({ comfy }, info) => {
    await comfy.load(readyNaming('elsewhere-sdxl.safetensors'))
    await comfy.setTheme(theme)
    const panel = await comfy.openTab()
    const keep = async (what: string) => {
      const name = `use-file-${what}-${theme}.png`
      await info.attach(name, { body: await panel.screenshot({ path: info.outputPath(name) }), contentType: 'image/png' })
      expect(await cutOff(panel)).toEqual([])
      expect(await lowContrast(panel)).toEqual([])
    }
    const use = comfy.row(/elsewhere-sdxl/).getByRole('button', { name: 'Use sdxl' })
    await expect(use).toBeVisible()
    await keep('offer')
    await use.click()
    await expect(comfy.verdict).toHaveText(/Ready to queue/)
    await keep('notice')
  })
}
