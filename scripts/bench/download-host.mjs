import { createServer } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

/** A file host in a thread of its own: sends one buffer again and again, `/line` at the rate of a line, all else as fast as it is taken. */
const { bytes, rate } = workerData
const block = Buffer.alloc(1024 * 1024)
for (let at = 0; at < block.length; at += 4) block.writeUInt32LE(Math.imul(at, 2654435761) >>> 0, at)

createServer((request, answer) => {
  const began = performance.now()
  let sent = 0
  const most = () => (request.url === '/line' ? Math.min(bytes, ((performance.now() - began) / 1000) * rate) : bytes)
  const more = () => {
    for (let takes = true; takes && sent < most() && !answer.destroyed; ) {
      const piece = block.subarray(0, Math.min(block.length / 8, bytes - sent))
      takes = answer.write(piece)
      sent += piece.length
    }
    if (sent === bytes) answer.end()
  }
  const timer = setInterval(more, 1)
  answer.on('error', () => undefined).on('drain', more).on('close', () => clearInterval(timer))
  answer.writeHead(200, { 'content-length': bytes, etag: '"one"' })
  more()
}).listen(0, '127.0.0.1', function () {
  parentPort.postMessage(this.address().port)
})
