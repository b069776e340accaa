import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createEgress } from '../../egress/egress.js'
import type { RunningComfyUI } from '../ask.js'
import { createQueue, type Habits, type Queue } from './queue.js'

export interface Manners extends Habits {
  readonly generation: 'v3' | 'v3-old' | 'v4' | 'v4-legacy'
  /** Its security level is `strong`. */
  readonly strong?: boolean
  /** Routes that do what they should and lose the answer. */
  readonly loses?: RegExp
  /** Answers instead of the usual ones. */
  readonly says?: (route: string) => { readonly status: number; readonly text: string } | undefined
}

export interface Asked {
  readonly method: string
  readonly route: string
  readonly body: unknown
}

type Reply = { readonly status: number; readonly body?: unknown }
type Foreign = Record<string, unknown>

/** A ComfyUI on a port of the system's choice, with a ComfyUI-Manager of some generation; routes and shapes as its sources have them. */
export async function standInManager(manners: Manners) {
  const queue = createQueue(manners)
  const asked: Asked[] = []
  const answer = { 'v3': answerV3, 'v3-old': answerV3, 'v4': answerV4, 'v4-legacy': answerLegacy }[manners.generation]
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const [method, route] = [incoming.method ?? 'GET', incoming.url ?? '/']
      let text = ''
      for await (const piece of incoming.setEncoding('utf8')) text += String(piece)
      const body: unknown = text === '' ? null : JSON.parse(text)
      asked.push({ method, route, body })
      // As ComfyUI refuses what a web page sends across origins.
      if (method === 'POST' && incoming.headers['content-type'] !== 'application/json') return send(outgoing, { status: 400, body: 'Invalid Content-Type' })
      const said = manners.says?.(route)
      const reply = said === undefined ? await answer(queue, manners, { method, route, body }) : { status: said.status, body: said.text }
      if (manners.loses?.test(route) === true) return outgoing.destroy()
      return send(outgoing, reply)
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  const running: RunningComfyUI = { url: `http://127.0.0.1:${port}`, egress: createEgress({ allow: [] }) }
  return {
    queue,
    asked,
    /** The way that the product takes. */
    running,
    posts: (route: string) => asked.filter((one) => one.method === 'POST' && one.route === route),
    /** ComfyUI ends, in the middle of whatever it does. */
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

export type StandInManager = Awaited<ReturnType<typeof standInManager>>

async function answerV3(queue: Queue, { generation, strong }: Manners, { method, route, body }: Asked): Promise<Reply> {
  const { pending, running, done, works } = queue.counts()
  if (route === '/manager/queue/status') return { status: 200, body: { total_count: done + running + pending, done_count: works ? done : 0, in_progress_count: running, is_processing: works } }
  if (route.startsWith('/customnode/getlist?')) return queue.refresh().then(() => ({ status: 200, body: { channel: 'local', node_packs: {} } }))
  if (route === '/manager/queue/start') {
    if (method !== (generation === 'v3' ? 'POST' : 'GET')) return { status: 405 }
    return { status: queue.start() ? 200 : 201 }
  }
  if (route === '/manager/queue/install' && method === 'POST') {
    if (strong === true) return { status: 403, body: 'A security error has occurred. Please check the terminal logs' }
    put(queue, body)
    return { status: 200 }
  }
  return { status: 404 }
}

/** What version 4 answers, over a queue. */
export async function answerV4(queue: Queue, { strong }: Manners, { method, route, body }: Asked): Promise<Reply> {
  const url = new URL(route, 'http://x')
  const [client, ui] = [url.searchParams.get('client_id'), url.searchParams.get('ui_id')]
  switch (`${method} ${url.pathname}`) {
    case 'GET /v2/manager/queue/status': {
      const { pending, running, done, works } = queue.counts(client ?? undefined)
      return { status: 200, body: { total_count: pending + running, done_count: done, in_progress_count: running, pending_count: pending, is_processing: client === null ? works : running > 0 } }
    }
    case 'GET /v2/manager/is_legacy_manager_ui':
      return { status: 200, body: { is_legacy_manager_ui: false } }
    case 'GET /v2/manager/queue/history': {
      const told = queue.history.get(ui ?? '')
      return { status: 200, body: { history: told === undefined ? {} : { ui_id: ui, client_id: told.client, kind: 'install', result: told.result, status: null } } }
    }
    case 'POST /v2/customnode/import_fail_info_bulk':
      await queue.refresh()
      return { status: 200, body: {} }
    case 'POST /v2/manager/queue/task': {
      const { ui_id, client_id, kind, params } = body as Foreign
      if (typeof ui_id !== 'string' || typeof client_id !== 'string' || kind !== 'install') return { status: 400, body: 'Invalid task data: 1 validation error for QueueTaskItem' }
      // Its level is asked when the task is done, not when it is put.
      if (strong === true) queue.history.set(ui_id, { client: client_id, result: 'failed' })
      else put(queue, params, { ui: ui_id, client: client_id })
      return { status: 200 }
    }
    case 'POST /v2/manager/queue/start':
      return { status: queue.start() ? 200 : 201 }
    default:
      return { status: 404 }
  }
}

async function answerLegacy(queue: Queue, { strong }: Manners, { method, route, body }: Asked): Promise<Reply> {
  const { pending, running, done, works } = queue.counts()
  if (route === '/v2/manager/queue/status') return { status: 200, body: { total_count: works ? done + running + pending : 0, done_count: works ? done : 0, in_progress_count: running, is_processing: works } }
  if (route === '/v2/manager/is_legacy_manager_ui') return { status: 200, body: { is_legacy_manager_ui: true } }
  if (route.startsWith('/v2/customnode/getlist?')) return queue.refresh().then(() => ({ status: 200, body: {} }))
  if (route === '/v2/manager/queue/batch' && method === 'POST') {
    const wanted = (body as { install: Foreign[] }).install
    if (strong === true) return { status: 200, body: { failed: wanted.map(({ id }) => id) } }
    for (const one of wanted) put(queue, one)
    queue.start()
    return { status: 200, body: { failed: [] } }
  }
  if (route === '/v2/manager/queue/start' && method === 'POST') return { status: queue.start() ? 200 : 201 }
  return { status: 404 }
}

/** Every field must be there that the sources read. */
function put(queue: Queue, params: unknown, by?: { readonly ui: string; readonly client: string }): void {
  const { id, version, selected_version, channel, mode, ui_id, skip_post_install } = params as Foreign
  if (typeof id !== 'string' || typeof version !== 'string' || typeof selected_version !== 'string' || typeof ui_id !== 'string') throw new Error('a field is missing')
  if (channel !== 'default' || mode !== 'cache' || skip_post_install !== true) throw new Error('pip and install.py would run')
  queue.install(id, selected_version, by ?? { ui: ui_id, client: '' })
}

function send(outgoing: ServerResponse, { status, body = '' }: Reply): void {
  if (typeof body === 'string') outgoing.writeHead(status, { 'content-type': 'text/plain' }).end(body)
  else outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
