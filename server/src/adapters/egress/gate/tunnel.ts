import { connect, type Socket } from 'node:net'
import { beginTunnel, pinnedTo } from '../connection.js'
import { hostAndPort } from '../target.js'
import type { Way } from '../outside/find-way.js'
import type { GateRules } from './gate-rules.js'
import { judge } from './judge.js'

/** One CONNECT: bytes both ways until either end is done. Resolves when its line is written; never rejects. */
export async function tunnel(target: string, near: Socket, head: Buffer, rules: GateRules): Promise<void> {
  const url = URL.canParse(`https://${target}`) ? new URL(`https://${target}`) : null
  if (url === null || url.pathname !== '/') return void near.end('HTTP/1.1 400 Bad Request\r\n\r\n')
  const line = { at: new Date(rules.now()).toISOString(), source: rules.source, host: hostAndPort(url), purpose: rules.purpose }
  const way = await judge(url, rules)
  if (way === null) return void near.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  const far = await reach(url, way).catch(() => null)
  if (far === null || near.destroyed) {
    far?.destroy()
    near.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    return rules.ledger.write({ ...line, status: null, sent: 0, received: 0 })
  }
  const [sentBefore, receivedBefore] = [far.bytesWritten, far.bytesRead]
  near.write('HTTP/1.1 200 Connection Established\r\n\r\n')
  if (head.length > 0) far.write(head)
  near.pipe(far).pipe(near)
  await ended(near, far)
  await rules.ledger.write({ ...line, status: 200, sent: far.bytesWritten - sentBefore, received: far.bytesRead - receivedBefore })
}

function reach(url: URL, { addresses, proxy }: Extract<Way, { ok: true }>): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (proxy !== null) return void beginTunnel(proxy, url, resolve, reject)
    const [host, port] = [url.hostname.replace(/^\[|\]$/g, ''), Number(hostAndPort(url).split(':').at(-1))]
    const socket = connect({ host, port, ...(addresses === null ? {} : { lookup: pinnedTo(addresses) }) }, () => resolve(socket))
    socket.once('error', reject)
  })
}

/** When either side is gone the other has nothing to say to. */
function ended(near: Socket, far: Socket): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      near.destroy()
      far.destroy()
    }
    near.on('error', end).on('close', end)
    far.on('error', end).on('close', () => {
      end()
      resolve()
    })
    if (far.destroyed) resolve()
  })
}
