import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, BrowserType, Frame, LaunchOptions } from '@playwright/test'
import { attack, type AttackLog, type Target } from './attack.ts'

/** Where the attacker's script runs. */
export const places = ['another site', 'a name that leads here since', 'another service of this machine', 'a sandboxed frame'] as const
export type Place = (typeof places)[number]

export interface Attacker {
  browser: Browser
  /** Port of the attacker's own pages, at 127.0.0.1, which `evil.test` leads to as well. `/frame?ADDRESS` frames another page. */
  port: number
  /** Attacks what listens at this port, from there. */
  attack(place: Place, port: number, targets: readonly Target[]): Promise<AttackLog>
  close(): Promise<void>
}

/** Newer browsers keep pages of the network away from this machine by themselves; here only the sidecar may. */
const unguarded = ['--host-resolver-rules=MAP evil.test 127.0.0.1', '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets']

/** A browser for which `evil.test` is this machine, and a server of pages that belong to somebody else. */
export async function openAttacker(chromium: BrowserType, options: LaunchOptions = {}): Promise<Attacker> {
  const browser = await chromium.launch({ ...options, args: [...(options.args ?? []), ...unguarded] })
  const server = createServer(({ url = '' }, answer) => {
    const framed = url.startsWith('/frame?') ? `<iframe width="600" height="600" src="${decodeURIComponent(url.slice('/frame?'.length))}"></iframe>` : ''
    answer.writeHead(200, { 'content-type': 'text/html' }).end(url === '/sandboxed' ? sandboxed : `${page}${framed}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    browser,
    port,
    async attack(place, at, targets) {
      const context = await browser.newContext()
      const from = await goTo(context, place, port, at)
      const names: Partial<Record<Place, string>> = { 'another site': 'localhost', 'a name that leads here since': 'evil.test' }
      const log = await from.evaluate(attack, { targets, base: `http://${names[place] ?? '127.0.0.1'}:${at}` })
      await context.close()
      return log
    },
    async close() {
      await browser.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const page = '<!doctype html><title>attack</title>'
const sandboxed = `${page}<iframe sandbox="allow-scripts allow-forms" srcdoc="${page}"></iframe>`

async function goTo(context: BrowserContext, place: Place, own: number, at: number): Promise<Frame> {
  const opened = await context.newPage()
  if (place === 'a name that leads here since') {
    // The page came from the attacker's address; from now on its own name and port lead to the sidecar.
    const address = `http://evil.test:${at}/`
    await opened.route(address, (route) => route.fulfill({ contentType: 'text/html', body: page }))
    await opened.goto(address)
    await opened.unrouteAll()
    return opened.mainFrame()
  }
  await opened.goto(`http://${place === 'another site' ? 'evil.test' : '127.0.0.1'}:${own}/${place === 'a sandboxed frame' ? 'sandboxed' : ''}`)
  const frame = place === 'a sandboxed frame' ? opened.frames()[1] : opened.mainFrame()
  if (frame === undefined) throw new Error('the sandboxed frame is not there')
  return frame
}
