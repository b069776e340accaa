import { expect, it } from 'vitest'
import { createEgress } from '../../adapters/egress/egress.js'
import { remotePlans } from './remote-plans.js'

it('says that the companion is gone, not that ComfyUI is', async () => {
  const plans = remotePlans({ url: 'http://127.0.0.1:9', token: 'x', egress: createEgress({ allow: [] }), signal: new AbortController().signal })
  await expect(plans.list()).rejects.toMatchObject({ problem: { code: 'COMPANION_GONE', message: expect.stringMatching(/^The companion at http:\/\/127\.0\.0\.1:9 does not answer any more \(.+\)\.$/) as unknown } })
  const stopped = AbortSignal.abort(new Error('Ctrl+C'))
  await expect(remotePlans({ url: 'http://127.0.0.1:9', token: 'x', egress: createEgress({ allow: [] }), signal: stopped }).list()).rejects.toThrow('Ctrl+C')
})
