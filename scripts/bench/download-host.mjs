import { createServer } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

/** A file host in a thread of its own: sends one buffer again and again, as fast as it is taken. */
const { bytes } = workerData
const block = Buffer.alloc(1024 * 1024)
for (let at = 0; at < block.length; at += 4) block.writeUInt32LE(Math.imul(at, 2654435761) >>> 0, at)

createServer((request, answer) => {
  let left = bytes
  const more = () => {
    for (let takes = true; left > 0 && takes && !answer.destroyed; left -= block.length) takes = answer.write(left < block.length ? block.subarray(0, left) : block)
    if (left <= 0) answer.end()
  }
  answer.on('error', () => undefined).on('drain', more)
  answer.writeHead(200, { 'content-length': bytes, etag: '"one"' })
  more()
}).listen(0, '127.0.0.1', function () {
  parentPort.postMessage(this.address().port)
})
