// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import { blockedCheck } from '../dev/fixtures.js'
import { fakeComfy, frontends } from '../testing/fake-comfy.js'
import { serveAnswers, type Serving } from '../testing/serve-answers.js'
import { attachToComfy } from './attach.js'

let serving: Serving | null = null
afterEach(() => serving?.stop())

describe.each(frontends)('frontend %i', (frontend) => {
  test('from opening a workflow to its verdict, badge and marks', async () => {
    const origin = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' }
    serving = await serveAnswers((request, response) => {
      if (request.method === 'OPTIONS') return void response.writeHead(204, origin).end()
      if (request.url === '/greenlight/ready') return void response.writeHead(200, origin).end('{"ready":true,"version":"1","protocol":1,"installation":null}')
      if (request.url === '/greenlight/inspect') return void response.writeHead(200, origin).end(JSON.stringify(blockedCheck))
      return void response.writeHead(200, { ...origin, 'Content-Type': 'text/event-stream' }).flushHeaders()
    })
    const { address } = serving
    const comfy = fakeComfy(frontend)
    document.body.replaceChildren(comfy.area)
    Object.assign(window, comfy.globals)
    attachToComfy(comfy.app, Object.assign(comfy.api, { apiURL: (path: string) => address + path }))
    comfy.extension().setup?.()
    comfy.press('greenlight')
    comfy.open([{ id: 7, type: 'ApplyPortraitID' }, { id: 12, type: 'LoadImage' }])

    await vi.waitFor(() => expect(comfy.area.textContent).toContain('Will not run here yet'), 5000)
    await vi.waitFor(() => expect(comfy.app.extensionManager.getSidebarTabs()[0]?.iconBadge).toBe('4'))
    const words = (comfy.app.rootGraph?.nodes ?? []).map(({ badges }) => badges?.map((badge) => (typeof badge === 'function' ? badge().text : '')).filter((text) => text !== 'host'))
    expect(words).toEqual([['pack'], ['input']])
    comfy.press('close')
    expect(comfy.area.textContent).toBe('')
  })
})
