import { expect, type Page } from '@playwright/test'

/** Listens to one page: errors of ours, and requests that our script sends anywhere but to this page's own server. */
export interface Watch {
  errors: string[]
  /** Requests that our script sent to another origin. */
  strangers: string[]
  /** Hosts that anything on the page asked for outside this machine; the requests were stopped. */
  outside: Set<string>
}

const ours = /greenlight/i

/** Loopback only: everything else is stopped and noted. `everything`: each error counts, not just those that name us. */
export async function watchPage(page: Page, everything: boolean, allowed: RegExp | null): Promise<Watch> {
  const watch: Watch = { errors: [], strangers: [], outside: new Set() }
  const note = (text: string, where: string) => {
    const counts = everything || ours.test(text) || ours.test(where)
    if (counts && allowed?.test(`${text} ${where}`) !== true) watch.errors.push(`${text} (${where})`)
  }
  page.on('pageerror', (error) => note(error.message, error.stack ?? ''))
  page.on('console', (message) => {
    const wanted = message.type() === 'error' || (message.type() === 'warning' && ours.test(message.location().url))
    if (wanted) note(message.text(), message.location().url)
  })
  await page.context().route(
    (url) => url.hostname !== '127.0.0.1' && url.hostname !== 'localhost',
    async (route) => {
      watch.outside.add(new URL(route.request().url()).hostname)
      await route.abort()
    },
  )
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  session.on('Network.requestWillBeSent', ({ request, initiator }) => {
    const frames = initiator.stack?.callFrames ?? []
    const fromUs = frames[0] !== undefined && ours.test(frames[0].url)
    if (fromUs && new URL(request.url).origin !== new URL(page.url()).origin) watch.strangers.push(request.url)
  })
  return watch
}

/** What every test promises, besides its own matter. */
export function expectQuiet(watch: Watch): void {
  expect.soft(watch.errors, 'errors of ours on the console').toEqual([])
  expect.soft(watch.strangers, 'requests of ours to another origin').toEqual([])
}
