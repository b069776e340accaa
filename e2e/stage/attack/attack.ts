export interface Target {
  method: string
  path: string
}

/** Ways by which a page can reach a host that is not its own. */
export const vectors = ['beacon', 'fetch', 'form', 'frame', 'image', 'script', 'simple', 'socket', 'stream'] as const
export type Vector = (typeof vectors)[number]

/** What an attacker's page tells when it is done. */
export interface AttackLog {
  /** Tries made. */
  tries: number
  /** Everything whose body or success the page could see. */
  seen: { vector: Vector; method: string; url: string; says: string }[]
}

/** Tries every vector on every target of one host. Runs in the attacker's page, so it knows nothing but its argument. */
export async function attack({ targets, base }: { targets: readonly Target[]; base: string }): Promise<AttackLog> {
  const log: AttackLog = { tries: 0, seen: [] }
  const body = '{"digest":"x","approval":"x","entries":[],"wants":[]}'
  const patience = 1200
  const late = () => new Promise<string>((resolve) => setTimeout(() => resolve(''), patience))
  const bodyOf = (frame: HTMLIFrameElement) => {
    try {
      return frame.contentDocument?.body?.innerText ?? ''
    } catch {
      return ''
    }
  }
  const element = (tag: 'iframe' | 'img' | 'script', url: string) =>
    new Promise<string>((resolve) => {
      const made = document.createElement(tag)
      made.onload = () => resolve(made instanceof HTMLIFrameElement ? bodyOf(made) : 'loaded')
      made.onerror = () => resolve('')
      made.src = url
      document.documentElement.append(made)
      setTimeout(() => made.remove(), patience)
    })
  const send = async ({ method }: Target, url: string, init: RequestInit) => {
    const answer = await fetch(url, { method, ...init })
    return answer.type === 'opaque' ? '' : answer.text()
  }
  const post = (url: string, name: string) =>
    new Promise<string>((resolve) => {
      const form = document.createElement('form')
      Object.assign(form, { method: 'post', enctype: 'text/plain', action: url, target: name })
      form.innerHTML = `<input name='{"digest":"x","a":"' value='"}'>`
      const frame = document.createElement('iframe')
      frame.name = name
      document.documentElement.append(frame, form)
      frame.onload = () => resolve(bodyOf(frame))
      form.submit()
      setTimeout(() => (frame.remove(), form.remove()), patience)
    })
  const open = (source: EventSource | WebSocket) =>
    new Promise<string>((resolve) => {
      source.onopen = () => (resolve('open'), source.close())
      source.onerror = () => (resolve(''), source.close())
    })
  const own = { 'x-greenlight': '1' }
  const json = { headers: { ...own, 'content-type': 'application/json' }, body }
  const text = { headers: { 'content-type': 'text/plain' }, body }
  const run: Record<Vector, (target: Target, url: string) => Promise<string> | string> = {
    fetch: (target, url) => send(target, url, target.method === 'GET' ? { headers: own } : json),
    simple: (target, url) => send(target, url, { mode: 'no-cors', ...(target.method === 'GET' ? {} : text) }),
    form: (target, url) => (target.method === 'GET' ? '' : post(url, `form ${log.tries}`)),
    beacon: (_, url) => (navigator.sendBeacon(url, new Blob([body], { type: 'text/plain' })), ''),
    image: (_, url) => element('img', url),
    script: (_, url) => element('script', url),
    frame: (_, url) => element('iframe', url),
    stream: (_, url) => open(new EventSource(url)),
    socket: (_, url) => open(new WebSocket(url.replace(/^http/, 'ws'))),
  }
  const attackOne = async (target: Target) => {
    for (const vector of Object.keys(run) as Vector[]) {
      log.tries += 1
      const url = `${base}${target.path}`
      const told = Promise.resolve().then(() => run[vector](target, url))
      const says = await Promise.race([told, late()]).catch(() => '')
      if (says !== '') log.seen.push({ vector, method: target.method, url, says: says.slice(0, 300) })
    }
  }
  await Promise.all(targets.map(attackOne))
  return log
}
