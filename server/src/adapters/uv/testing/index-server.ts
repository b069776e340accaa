import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { fileNameOf, makeWheel, type Wheel } from './wheels.js'

export interface TestIndex extends AsyncDisposable {
  /** As the endpoint of the source: no `/simple`. */
  readonly endpoint: string
  readonly host: string
  /** Paths that were asked for, in order. */
  readonly asked: string[]
  add(...wheels: readonly Wheel[]): void
  /** A file under any name; `sha256` null: the index does not tell it. */
  addFile(project: string, name: string, bytes: Uint8Array, sha256?: string | null): void
  /** `sha256:<64 hex>` */
  hashOf(wheel: Pick<Wheel, 'name' | 'version'>): string
  /** From now on every question is refused. */
  close(): Promise<void>
  /** Waits this long before each archive. Milliseconds. */
  delay: number
}

/** A simple index (PEP 503) on loopback, with hashes. */
export async function serveIndex(...wheels: readonly Wheel[]): Promise<TestIndex> {
  const projects = new Map<string, Map<string, { bytes: Uint8Array; sha256: string | null }>>()
  const asked: string[] = []
  const server = createServer((request, answer) => {
    asked.push(request.url ?? '')
    const [, first, project = '', file] = (request.url ?? '').split('/').map(decodeURIComponent)
    const files = projects.get(project)
    if (first === 'simple' && files !== undefined) {
      const links = [...files].map(([name, { sha256 }]) => `<a href="/files/${project}/${name}${sha256 === null ? '' : `#sha256=${sha256}`}">${name}</a><br>`)
      answer.setHeader('content-type', 'text/html')
      answer.end(`<!DOCTYPE html><html><body>${links.join('\n')}</body></html>`)
    } else if (first === 'files' && files?.has(file ?? '') === true) {
      const bytes = files.get(file ?? '')?.bytes ?? new Uint8Array()
      answer.setHeader('content-length', bytes.length)
      setTimeout(() => answer.end(request.method === 'HEAD' ? undefined : bytes), request.method === 'HEAD' ? 0 : index.delay)
    } else answer.writeHead(404).end()
  })
  const port = await new Promise<number>((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      done(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  const close = () =>
    new Promise<void>((done) => {
      server.closeAllConnections()
      server.close(() => done())
    })
  const index: TestIndex = {
    endpoint: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    asked,
    delay: 0,
    add: (...more) => {
      for (const wheel of more) index.addFile(wheel.name, fileNameOf(wheel), makeWheel(wheel))
    },
    addFile: (project, name, bytes, sha256 = createHash('sha256').update(bytes).digest('hex')) => {
      const files = projects.get(project) ?? new Map<string, { bytes: Uint8Array; sha256: string | null }>()
      projects.set(project, files.set(name, { bytes, sha256 }))
    },
    hashOf: (wheel) => `sha256:${projects.get(wheel.name)?.get(fileNameOf(wheel))?.sha256 ?? ''}`,
    close,
    [Symbol.asyncDispose]: close,
  }
  index.add(...wheels)
  return index
}
