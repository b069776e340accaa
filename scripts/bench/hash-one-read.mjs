import { bestInTurn, sha256Barely, withFiles, withHasher } from './hash-files.mjs'

/** Time of a digest with `options` of a 512 MiB file against SHA-256 alone of it, each in one read. */
export async function compareWithSha256(options, target) {
  return withFiles([512], ([path]) =>
    withHasher({ backend: 'native', workers: 1 }, async (hasher) => {
      const answers = new Set()
      const runs = [async () => answers.add((await hasher.digest(path, options)).sha256), () => answers.add(sha256Barely(path))]
      const [ours, alone] = await bestInTurn(runs, { times: 9 })
      if (answers.size !== 1) throw new Error(`the hashes differ: ${[...answers].join(', ')}`)
      const details = `${ours.toFixed(0)} ms against ${alone.toFixed(0)} ms: ${(alone / ours).toFixed(2)} x the speed, one thread`
      return { ratio: ours / alone, target, unit: 'x', details }
    }),
  )
}
