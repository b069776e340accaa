import { execFile, execFileSync, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const plain = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  PATH: process.env.PATH ?? '',
  HOME: '/nowhere',
}
const person = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@b' }
const dates = { GIT_AUTHOR_DATE: '2026-01-02T03:04:05Z', GIT_COMMITTER_DATE: '2026-01-02T03:04:05Z' }

/** Plain git in a folder, without the settings of whoever runs the tests. */
export async function git(cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await run(
    'git',
    ['-c', 'init.defaultBranch=main', '-c', 'uploadpack.allowAnySHA1InWant=true', ...args],
    {
      cwd,
      env: { ...plain, ...person, ...dates },
      maxBuffer: 64 * 1024 * 1024,
    },
  )
  return stdout.trim()
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => boolean

export interface GitHost extends AsyncDisposable {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly allow: ReadonlySet<string>
  /** Paths asked for. */
  readonly asked: string[]
  readonly headers: IncomingMessage['headers'][]
}

/** The repositories below `root` by http, as git's own CGI program or (`dumb`) as plain files. `first`: answers in its place where it says true. */
export async function serveGit(
  root: string,
  { dumb = false, first = () => false }: { dumb?: boolean; first?: Answer } = {},
): Promise<GitHost> {
  const backend = join(execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(), 'git-http-backend')
  const [asked, headers]: [string[], IncomingMessage['headers'][]] = [[], []]
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://host')
    asked.push(request.url ?? '')
    headers.push(request.headers)
    if (first(request, response)) return
    if (dumb)
      readFile(join(root, decodeURIComponent(url.pathname))).then(
        (bytes) => response.end(bytes),
        () => response.writeHead(404).end(),
      )
    else answerByProgram(backend, root, url, request, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const close = () => new Promise<void>((done) => (server.close(() => done()), server.closeAllConnections()))
  return {
    url: `http://127.0.0.1:${port}`,
    allow: new Set([`127.0.0.1:${port}`]),
    asked,
    headers,
    [Symbol.asyncDispose]: close,
  }
}

function answerByProgram(
  backend: string,
  root: string,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const child = spawn(backend, {
    env: {
      ...plain,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'uploadpack.allowAnySHA1InWant',
      GIT_CONFIG_VALUE_0: 'true',
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_ADDR: '127.0.0.1',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  request.pipe(child.stdin)
  child.stdin.on('error', () => undefined)
  let head: Buffer | null = Buffer.alloc(0)
  child.stdout.on('data', (piece: Buffer) => {
    if (head === null) return response.write(piece)
    head = Buffer.concat([head, piece])
    const end = head.indexOf('\r\n\r\n')
    if (end === -1) return
    for (const line of head.toString('latin1', 0, end).split('\r\n')) {
      const [name = '', value = ''] = line.split(': ')
      if (name === 'Status') response.statusCode = Number.parseInt(value, 10)
      else response.setHeader(name, value)
    }
    const rest = head.subarray(end + 4)
    head = null
    return response.write(rest)
  })
  child.on('close', () => response.end())
}
