import { createHash } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { changeSetting } from '../../adapters/files/sources/change-settings.js'
import { tempTree } from '../../adapters/files/testing/temp-tree.js'
import { startDownload } from './testing/start-download.js'
import { serveThrottled } from './testing/throttled-host.js'

/** `GREENLIGHT_KILLS=100` for the whole of it. */
const kills = Number(process.env.GREENLIGHT_KILLS ?? 20)
const parts = 8
const partBytes = 16 * 1024 * 1024
const rate = 250_000_000

/** Numbers that are the same in each run. */
function createRandom(seed: number) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

it(
  `downloads that are killed ${kills} times at any moment leave no half file, and fetch at most 1 % twice`,
  async () => {
    const random = createRandom(4711)
    const files = new Map(
      Array.from({ length: parts }, (_, at) => {
        const bytes = Buffer.alloc(partBytes)
        for (let place = 0; place < partBytes; place += 4) bytes.writeUInt32LE((Math.imul(place + at, 2654435761) >>> 0) % 2 ** 32, place)
        return [`/a/b/resolve/main/${at}.safetensors`, bytes] as const
      }),
    )
    const digests = [...files.values()].map(sha256Of)
    await using host = await serveThrottled(files, rate)
    await using tree = await tempTree({ 'models/': '', 'state/': '' })
    await changeSetting(tree.at('state'), 'huggingface', { use: 'on', endpoint: host.url })
    const wanted = [...files.keys()].map((path, at) => ({
      url: host.url + path,
      size: partBytes,
      sha256: `sha256:${digests[at] ?? ''}`,
      part: tree.at('models', `.${at}.safetensors.01J0000000.part`),
      target: tree.at('models', `${at}.safetensors`),
    }))

    const proven = new Set<string>()
    let [killed, rounds, useful, came] = [0, 0, 0, 0]
    while (killed < kills) {
      const { process: child, ended, said, received } = await startDownload({ state: tree.at('state'), files: wanted })
      // At any byte of a round, and then at any moment: so a busy machine does not kill it more often for the same work.
      const [at, late] = [random() * parts * partBytes, random() * 20]
      const looking = setInterval(() => {
        if (received() < at) return
        clearInterval(looking)
        setTimeout(() => child.kill('SIGKILL'), late)
      }, 1)
      const { signal, code } = await ended
      clearInterval(looking)
      came += received()
      if (signal === 'SIGKILL') killed += 1
      else expect([code, said.filter((line) => JSON.stringify(line).includes('failed'))]).toEqual([0, []])

      const names = (await readdir(tree.at('models'))).filter((name) => !name.startsWith('.'))
      // A file that has its name is never touched again: each is read once in a round.
      for (const name of names.filter((one) => !proven.has(one))) {
        expect(sha256Of(await readFile(tree.at('models', name))), `half a file: ${name}`).toBe(digests[Number(name.split('.')[0])])
        proven.add(name)
      }
      if (names.length < parts) continue
      rounds += 1
      useful += parts * partBytes
      proven.clear()
      await rm(tree.at('models'), { recursive: true })
      await tree.add({ 'models/': '' })
    }
    // The round that is under way is brought to its end, so that all of it counts.
    const last = await startDownload({ state: tree.at('state'), files: wanted })
    expect(await last.ended).toMatchObject({ code: 0 })
    useful += parts * partBytes
    for (const [at, { target }] of wanted.entries()) expect(sha256Of(await readFile(target))).toBe(digests[at])
    came += last.received()
    const share = (bytes: number) => `${((bytes / useful - 1) * 100).toFixed(2)} %`
    // What was still on its way when the process died depends on the machine and the line, not on us: it is told and not judged.
    process.stderr.write(`${killed} kills, ${rounds + 1} rounds of ${parts} files: ${((came - useful) / 1024 / killed).toFixed(0)} KiB a kill came twice, ${share(came)}; the host sent ${share(host.sent())} more\n`)
    expect(came / useful - 1).toBeLessThanOrEqual(0.01)
  },
  100_000 + kills * 5000,
)
