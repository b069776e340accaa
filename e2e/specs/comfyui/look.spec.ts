import { expect, test } from '../../fixtures.ts'
import { cutOff, lowContrast } from '../../looks.ts'

/** Promise: it is readable in dark and light, from 280 to 900 px, with nothing cut off. The pictures are kept with the results. */

for (const theme of ['dark', 'light'] as const) {
  for (const width of [280, 312, 900]) {
    test(`${theme}, ${width} px @once`, async ({ comfy, page }, info) => {
      await page.setViewportSize({ width: 1400, height: 900 })
      await comfy.load('mixed')
      await comfy.setTheme(theme)
      const panel = await comfy.openTab()
      await expect(comfy.row(/lantern-nodes/)).toBeVisible()
      await comfy.setPanelWidth(width)
      await info.attach(`panel-${theme}-${width}.png`, { body: await panel.screenshot({ path: info.outputPath(`panel-${theme}-${width}.png`) }), contentType: 'image/png' })
      expect(await cutOff(panel)).toEqual([])
      expect(await lowContrast(panel)).toEqual([])
    })
  }
}
