import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A host of git repositories on loopback, a mirror of github.com: git's own CGI program behind a server. */
export interface GitHost {
  /** `127.0.0.1:PORT` */
  host: string
  url: string
  /** The commit that each repository has, by its path. */
  commits: ReadonlyMap<string, string>
  /** Paths asked for so far. */
  asked: string[]
  close(): Promise<void>
}

/** Nothing of whoever runs the tests, and the same commits on every machine. */
const env = {
  PATH: process.env.PATH,
  HOME: '/nowhere',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  ...{ GIT_AUTHOR_NAME: 'Lumen', GIT_AUTHOR_EMAIL: 'lumen@mail.example', GIT_AUTHOR_DATE: '2025-02-09T12:51:54Z' },
  ...{ GIT_COMMITTER_NAME: 'Lumen', GIT_COMMITTER_EMAIL: 'lumen@mail.example', GIT_COMMITTER_DATE: '2025-02-09T12:51:54Z' },
}

/** `repositories`: `OWNER/NAME` and the files of its one commit. */
export async function serveGit(repositories: Readonly<Record<string, Readonly<Record<string, string>>>>): Promise<GitHost> {
  const root = mkdtempSync(join(tmpdir(), 'greenlight e2e git-'))
  const commits = new Map(Object.entries(repositories).map(([path, files]) => [path, commit(join(root, path), files)]))
  const backend = join(execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(), 'git-http-backend')
  const asked: string[] = []
  const server = createServer((request, answer) => {
    asked.push(request.url ?? '')
    answerByProgram({ backend, root }, request, answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...{ host, url: `http://${host}`, commits, asked },
    close: async () => {
      await new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      })
      rmSync(root, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function commit(folder: string, files: Readonly<Record<string, string>>): string {
  const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args], { env, encoding: 'utf8' }).trim()
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  git('init', '-q', '-b', 'main')
  git('add', '-A')
  git('commit', '-q', '-m', 'first')
  return git('rev-parse', 'HEAD')
}

/** CGI (RFC 3875): the question in variables and standard input, the answer's head before an empty line. */
function answerByProgram({ backend, root }: { backend: string; root: string }, request: IncomingMessage, answer: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://stand.in')
  const question = {
    ...{ GIT_PROJECT_ROOT: root, GIT_HTTP_EXPORT_ALL: '1', GIT_PROTOCOL: String(request.headers['git-protocol'] ?? '') },
    ...{ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'uploadpack.allowAnySHA1InWant', GIT_CONFIG_VALUE_0: 'true' },
    ...{ PATH_INFO: decodeURIComponent(pathname), QUERY_STRING: search.slice(1), REQUEST_METHOD: request.method ?? 'GET', REMOTE_ADDR: '127.0.0.1' },
    ...{ CONTENT_TYPE: request.headers['content-type'] ?? '', HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '' },
  }
  const child = spawn(backend, { env: { ...env, ...question }, stdio: ['pipe', 'pipe', 'ignore'] })
  child.stdin.on('error', () => undefined)
  request.pipe(child.stdin)
  let head: Buffer | null = Buffer.alloc(0)
  child.stdout.on('data', (piece: Buffer) => {
    if (head === null) return void answer.write(piece)
    head = Buffer.concat([head, piece])
    const end = head.indexOf('\r\n\r\n')
    if (end === -1) return
    for (const line of head.toString('latin1', 0, end).split('\r\n')) {
      const [name = '', value = ''] = line.split(': ')
      if (name === 'Status') answer.statusCode = Number.parseInt(value, 10)
      else answer.setHeader(name, value)
    }
    answer.write(head.subarray(end + 4))
    head = null
  })
  child.on('close', () => answer.end())
}
