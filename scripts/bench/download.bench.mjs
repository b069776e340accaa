import { availableParallelism } from 'node:os'
import { discard, transfersWith, withHost } from './download.mjs'
import { bestInTurn } from './hash-files.mjs'

const mebibytes = 512

/**
 * A download to the disk with both hashes against the same without, over a line of 2.5 Gbit/s: 0.9 of the speed is 1.11 times the time. What this machine
 * does when it is host and client at once is told beside it: there both want all processors.
 */
export const name = 'download with hashes at 2.5 Gbit/s, x without'

export function run() {
  return withHost(mebibytes, async ({ line, raw, folder }) => {
    const over = (url) => Promise.all(['native', 'wasm', null].map((backend) => transfersWith(url, folder, backend)))
    const [native, wasm, none] = await bestInTurn(await over(line), { times: 3 })
    const [rawNative, rawWasm, rawNone, floor] = await bestInTurn([...(await over(raw)), () => discard(raw)], { times: 3 })
    const speed = (ms) => `${(mebibytes / (ms / 1000)).toFixed(0)} MiB/s`
    const share = (ms, against) => `${(against / ms).toFixed(2)} x the speed`
    const details = [
      `${speed(native)} against ${speed(none)}: ${share(native, none)}, wasm ${share(wasm, none)}`,
      `without a bound, ${availableParallelism()} processors for host and client: ${speed(rawNative)} against ${speed(rawNone)}: ${share(rawNative, rawNone)}, wasm ${share(rawWasm, rawNone)}, thrown away ${speed(floor)}`,
    ].join('; ')
    return { ratio: native / none, target: 1.11, unit: 'x', details }
  })
}
