import { backendOf, bestInTurn, hashBarely, mebibyte, withFiles, withHasher } from './hash-files.mjs'

/** The fallback in its thread, from a file, against blake3-wasm over memory; 0.9 times the speed is 1.11 times the time. */
export const name = 'hash 256 MiB by wasm, x bare wasm in memory'

export async function run() {
  return withFiles([256], ([path]) =>
    withHasher({ backend: 'wasm', workers: 1 }, async (hasher) => {
      const [backend, native] = [await backendOf('wasm'), await backendOf('native').catch(() => null)]
      const memory = Buffer.alloc(mebibyte, 7)
      const overMemory = () => {
        const hash = backend.createHash()
        for (let done = 0; done < 256; done++) hash.update(memory)
        hash.digest()
        hash.dispose()
      }
      const floors = native === null ? [] : [() => hashBarely(native, path)]
      const [ours, bare, fast] = await bestInTurn([() => hasher.digest(path, {}), overMemory, ...floors], { times: 9 })
      const against = fast === undefined ? '' : `; native ${(ours / fast).toFixed(1)} x faster`
      return { ratio: ours / bare, target: 1.11, unit: 'x', details: `${ours.toFixed(0)} ms against ${bare.toFixed(0)} ms${against}` }
    }),
  )
}
