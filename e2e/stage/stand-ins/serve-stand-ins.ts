import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerFile, type ServedFile } from './answer-file.ts'

/** A host outside this machine, played on loopback: a registry of node packs and a host of model files, in the shapes of the real ones. */
export interface StandIns {
  /** `127.0.0.1:PORT` */
  host: string
  url: string
  /** Every request so far: method, path, `Range`, and whether a token came along. */
  asked: { method: string; path: string; range: string | null; token: boolean }[]
  close(): Promise<void>
}

export interface ServedPack {
  id: string
  version: string
  repository: string
  zip: Buffer
}

export async function serveStandIns(served: { packs: readonly ServedPack[]; files: ReadonlyMap<string, ServedFile> }): Promise<StandIns> {
  const asked: StandIns['asked'] = []
  const server = createServer((request, answer) => {
    asked.push({ method: request.method ?? '', path: request.url ?? '', range: request.headers.range ?? null, token: request.headers.authorization !== undefined })
    const path = new URL(request.url ?? '/', 'http://stand.in').pathname
    const file = served.files.get(path)
    if (file !== undefined) return answerFile(request, answer, file)
    if (answerRepository(path, answer, [...served.files.keys()])) return
    if (!answerRegistry(path, request, answer, served.packs)) answer.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"Not found"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    url: `http://${host}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** What Hugging Face tells of a repository that has one of these files: `/api/models/OWNER/NAME[/revision/main]`. */
function answerRepository(path: string, answer: ServerResponse, files: readonly string[]): boolean {
  const id = /^\/api\/models\/([^/]+\/[^/]+)(?:\/revision\/main)?$/.exec(path)?.[1]
  if (id === undefined || !files.some((file) => file.startsWith(`/${id}/`))) return false
  const about = { id, sha: 'a'.repeat(40), private: false, gated: false, disabled: false, cardData: { license: 'apache-2.0' }, tags: [] }
  answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(about))
  return true
}

/** Routes and keys of the Comfy Registry, camel and snake case as they come there. */
function answerRegistry(path: string, request: IncomingMessage, answer: ServerResponse, packs: readonly ServedPack[]): boolean {
  const base = `http://${request.headers.host}`
  const json = (value: unknown) => {
    answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    return true
  }
  for (const pack of packs) {
    const version = {
      id: `00000000-0000-4000-8000-${pack.id.length.toString().padStart(12, '0')}`,
      version: pack.version,
      node_id: pack.id,
      createdAt: '2025-02-09T12:51:54.479852Z',
      changelog: '',
      dependencies: [],
      downloadUrl: `${base}/cdn/${pack.id}/${pack.version}/node.zip`,
      deprecated: false,
      status: 'NodeVersionStatusActive',
    }
    const node = { id: pack.id, name: pack.id, description: '', repository: pack.repository, license: '{"file": "LICENSE"}', status: 'NodeStatusActive', latest_version: version, publisher: { id: 'ada', name: 'Ada' } }
    if (path === `/nodes/${pack.id}`) return json(node)
    if (path === `/nodes/${pack.id}/versions`) return json([version])
    if (path === `/nodes/${pack.id}/versions/${pack.version}`) return json(version)
    if (path === `/cdn/${pack.id}/${pack.version}/node.zip`) {
      answerFile(request, answer, { bytes: pack.zip, type: 'application/zip' })
      return true
    }
  }
  if (path === '/nodes') return json({ total: packs.length, nodes: [], page: 1, limit: 30, totalPages: 1 })
  return false
}
