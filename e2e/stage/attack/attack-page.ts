import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the page of an attacker tells when it is done. */
export interface AttackLog {
  /** Tries made. */
  tries: number
  /** `vector method address` of everything whose body or success the page could see. */
  readable: string[]
}

interface Target {
  method: string
  path: string
}

/** Serves the page that tries every vector on every route, from hosts of its own. Its `/own` is readable: the proof that it would notice. */
export async function serveAttackPage(targets: readonly Target[], bases: readonly string[]) {
  const html = `<!doctype html><title>attack</title><script>const targets=${JSON.stringify(targets)},bases=${JSON.stringify(bases)};(${attack.toString()})(targets,bases).then(log=>{window.attackLog=log})</script>`
  const sandboxed = `<!doctype html><title>sandboxed</title><iframe sandbox="allow-scripts allow-forms" srcdoc="${html.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`
  const server = createServer((request, answer) => {
    const own = request.url === '/own'
    const body = own ? '{"status":"readable"}' : request.url === '/sandboxed' ? sandboxed : html
    answer.writeHead(200, { 'content-type': own ? 'application/json' : 'text/html' }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}

/** Runs in the attacker's page, so it knows nothing but its arguments. */
async function attack(targets: readonly Target[], bases: readonly string[]): Promise<AttackLog> {
  const log: AttackLog = { tries: 0, readable: [] }
  const body = '{"digest":"x","approval":"x","entries":[],"wants":[]}'
  const soon = <T>(work: Promise<T>) => Promise.race([work, new Promise<null>((resolve) => setTimeout(() => resolve(null), 1500))]).catch(() => null)
  const seen = (vector: string, target: Target, url: string) => log.readable.push(`${vector} ${target.method} ${url}`)
  const element = (tag: 'iframe' | 'img' | 'script', url: string) =>
    new Promise<string>((resolve) => {
      const made = document.createElement(tag)
      made.onload = () => resolve(tag === 'iframe' ? ((made as HTMLIFrameElement).contentDocument?.body?.innerText ?? '') : 'loaded')
      made.onerror = () => resolve('')
      made.src = url
      document.documentElement.append(made)
      setTimeout(() => made.remove(), 1400)
    })
  const send = async (target: Target, url: string, init: RequestInit) => {
    const answer = await fetch(url, { method: target.method, ...init })
    return answer.type === 'opaque' ? '' : answer.text()
  }
  const post = (url: string) => {
    const form = document.createElement('form')
    Object.assign(form, { method: 'post', enctype: 'text/plain', action: url, target: `f${log.tries}` })
    form.innerHTML = `<input name='{"digest":"x","a":"' value='"}'>`
    const frame = document.createElement('iframe')
    frame.name = `f${log.tries}`
    document.documentElement.append(frame, form)
    return new Promise<string>((resolve) => {
      frame.onload = () => {
        try {
          resolve(frame.contentDocument?.body?.innerText ?? '')
        } catch {
          resolve('')
        }
      }
      form.submit()
      setTimeout(() => (resolve(''), frame.remove(), form.remove()), 1400)
    })
  }
  const stream = (url: string) =>
    new Promise<string>((resolve) => {
      const source = new EventSource(url)
      source.onopen = () => resolve('open')
      source.onmessage = () => resolve('message')
      source.onerror = () => (source.close(), resolve(''))
    })
  const socket = (url: string) =>
    new Promise<string>((resolve) => {
      const made = new WebSocket(url.replace(/^http/, 'ws'))
      made.onopen = () => resolve('open')
      made.onerror = () => resolve('')
    })
  const vectors: Record<string, (target: Target, url: string) => Promise<string> | string> = {
    fetch: (target, url) => send(target, url, target.method === 'GET' ? {} : { headers: { 'content-type': 'application/json' }, body }),
    simple: (target, url) => send(target, url, target.method === 'GET' ? { mode: 'no-cors' } : { mode: 'no-cors', headers: { 'content-type': 'text/plain' }, body }),
    form: (target, url) => (target.method === 'GET' ? '' : post(url)),
    beacon: (_, url) => (navigator.sendBeacon(url, new Blob([body], { type: 'text/plain' })), ''),
    image: (_, url) => element('img', url),
    script: (_, url) => element('script', url),
    frame: (_, url) => element('iframe', url),
    stream: (_, url) => stream(url),
    socket: (_, url) => socket(url),
  }
  if (location.protocol === 'http:' && (await soon(send({ method: 'GET', path: '/own' }, '/own', {}))) === null) throw new Error('it cannot even read its own')
  await Promise.all(
    bases.flatMap((base) =>
      targets.map(async (target) => {
        for (const [vector, run] of Object.entries(vectors)) {
          log.tries += 1
          const url = `${base}${target.path}`
          const got = await soon(Promise.resolve().then(() => run(target, url)))
          if (got !== null && got !== '') seen(vector, target, url)
        }
      }),
    ),
  )
  return log
}
