import { expect, test } from '../../fixtures.ts'
import { places } from '../../stage/attack/attacker.ts'
import { besiege } from '../../stage/attack/besiege.ts'

/** Promise: the door in ComfyUI, which adds the token, opens for ComfyUI's own page alone. */

test('a script anywhere else, through ComfyUI: every route, every vector, no effect, nothing read @once', async ({ attacker, ownStage }) => {
  const besieged = await besiege(ownStage.installation, await ownStage.start())
  const port = Number(new URL(ownStage.host.url).port)
  const targets = besieged.routes.map(({ method, path }) => ({ method, path: `/greenlight${path}` }))
  const own = await fetch(`${ownStage.host.url}/greenlight/plans`, { headers: { 'X-Greenlight': '1' } })
  expect(own.status, 'ComfyUI’s own page is let in').toBe(200)
  for (const place of places) {
    const { seen } = await attacker.attack(place, port, targets)
    // After the rebinding the page is of the same origin and reads the refusal itself.
    expect(seen.filter(({ says }) => !says.includes('"SHIM_REFUSED"'))).toEqual([])
    expect(seen.length > 0).toBe(place === 'a name that leads here since')
  }
  await besieged.expectUntouched()
})
