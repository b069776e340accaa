import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { changeSetting } from '../../adapters/files/sources/change-settings.js'
import { tempTree } from '../../adapters/files/testing/temp-tree.js'
import { startDownload } from './testing/start-download.js'

const mebibyte = 1024 * 1024
const bytes = Buffer.alloc(3 * mebibyte + 77, Uint8Array.of(0x80, 2, 5, 9, 200))
const sha256 = `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/** A disk of 5 MiB of its own, of which 3 MiB are taken by something else until the second start. */
const small = 'mount -t tmpfs -o size=5m none "$0" && head -c 3145728 /dev/zero > "$0/filler" && mkdir "$0/models" && { "$@"; stat -c \'{"part":%s}\' "$0"/models/.x.part; rm "$0/filler"; "$@"; }'

/** A view of the disks of its own, in which an ordinary user may mount. */
const apart = ['unshare', '-rm'] as const

function mayMount(): boolean {
  const [command, ...words] = [...apart, 'mount', '-t', 'tmpfs', 'none', '/mnt']
  try {
    execFileSync(command, words, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

it.skipIf(!mayMount())('a disk that fills up keeps what came, and it goes on where there is room again', async () => {
  const asked: string[] = []
  const server = createServer((request, answer) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    asked.push(request.headers.range ?? 'all')
    // No length at first: else nobody would begin.
    if (from === 0) return void answer.writeHead(200, { etag: '"one"' }).end(bytes)
    answer.writeHead(206, { 'etag': '"one"', 'content-length': bytes.length - from, 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }).end(bytes.subarray(from))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  await using tree = await tempTree({ 'disk/': '', 'state/': '' })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await changeSetting(tree.at('state'), 'huggingface', { use: 'on', endpoint: url })
  const file = { url: `${url}/x`, size: null, sha256, part: tree.at('disk', 'models', '.x.part'), target: tree.at('disk', 'models', 'x.safetensors') }
  const { ended, said } = await startDownload({ state: tree.at('state'), files: [file] }, [...apart, 'sh', '-c', small, tree.at('disk')])
  expect(await ended).toEqual({ code: 0, signal: null })
  server.close()
  server.closeAllConnections()
  const part = (said[2] as { part: number }).part
  expect(said).toEqual(['ready', { failed: expect.stringMatching(/^There is not enough space at .*models: /) }, { part }, 'ready', { fetched: bytes.length - part, size: bytes.length }])
  expect(part).toBeGreaterThan(mebibyte)
  expect(asked).toEqual(['all', `bytes=${part}-`])
})
