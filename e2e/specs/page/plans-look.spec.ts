import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../../fixtures.ts'
import { cutOff, lowContrast } from '../../looks.ts'
import { planIn, tickAll } from '../../plan-pages.ts'
import { makeInstallation } from '../../stage/installation.ts'
import { asOperator, carryOut, propose } from '../../stage/operator.ts'
import { redPack, redRepository, serveWhatIsRed, settingsFor } from '../../stage/red-workflow.ts'

/** Promise: plans and the trash are readable on the own page in dark and light, in a small window and in a wide one. The pictures are kept with the results. */

for (const colorScheme of ['dark', 'light'] as const) {
  for (const width of [312, 1200]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } })

      test('plan, result, list and trash look right', async ({ openOwn, page }, info) => {
        const hosts = await serveWhatIsRed()
        const installation = makeInstallation()
        installation.addPack('gone-nodes')
        const { body, sidecar, state } = await openOwn(installation, { GREENLIGHT_ALLOW_HOSTS: hosts.host }, (folder) => writeFileSync(join(folder, 'sources.yaml'), settingsFor(hosts)))
        const ask = asOperator(sidecar, state)
        const keep = async (what: string) => {
          const name = `plans-${what}-${colorScheme}-${width}.png`
          await info.attach(name, { body: await page.screenshot({ path: info.outputPath(name), fullPage: true }), contentType: 'image/png' })
          expect(await cutOff(body)).toEqual([])
          expect(await lowContrast(body)).toEqual([])
        }
        await carryOut(ask, await propose(ask, { want: 'remove-node-pack', folder: 'gone-nodes' }))
        const { id } = await propose(ask, { want: 'install-node-pack', pack: redPack, types: ['InkWash'] }, { want: 'install-node-pack', pack: redRepository, types: ['SaltPrint'] })
        const plan = planIn(body)
        await page.evaluate((named) => (location.hash = `plan=${named}`), id)
        await expect(plan.approve).toBeVisible()
        for (const details of await plan.plan.getByText('Details').all()) await details.click()
        await keep('plan')
        await tickAll(plan)
        await plan.approve.click()
        await expect(plan.head).toHaveText(/^Done/)
        await keep('result')
        await body.getByRole('button', { name: 'All plans' }).click()
        await expect(body.getByTestId('timeline-plan')).toHaveCount(2)
        await keep('list')
        await body.getByRole('button', { name: 'Trash' }).click()
        await body.getByRole('checkbox', { name: /gone-nodes/ }).check()
        await body.getByTestId('purge').click()
        await expect(body.getByRole('alertdialog')).toBeVisible()
        await keep('trash')
        await hosts.close()
      })
    })
  }
}
