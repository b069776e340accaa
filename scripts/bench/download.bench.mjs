import { bestInTurn } from './hash-files.mjs'
import { discard, transfersWith, withHost } from './download.mjs'

const mebibytes = 512

/** The speed of a download to the disk with both hashes against the same without: 0.9 of it is 1.11 times the time. */
export const name = 'download with hashes, x the same without'

export function run() {
  return withHost(mebibytes, async (host) => {
    const runs = [await transfersWith(host, 'native'), await transfersWith(host, null), () => discard(host.url), await transfersWith(host, 'wasm')]
    const [native, none, floor, wasm] = await bestInTurn(runs, { times: 5 })
    const rate = (ms) => `${(mebibytes / 1.024 / (ms / 1000) / 1000).toFixed(2)} GiB/s`
    const details = `${rate(native)}, without ${rate(none)} (${(none / native).toFixed(2)} x the speed), wasm ${rate(wasm)} (${(none / wasm).toFixed(2)} x), read and thrown away ${rate(floor)} (${(floor / native).toFixed(2)} x)`
    return { ratio: native / none, target: 1.11, unit: 'x', details }
  })
}
