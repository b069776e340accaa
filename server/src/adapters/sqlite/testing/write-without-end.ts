import { factsOf, models, walked } from '../../../core/testing/contract/build-models.js'
import { openModelIndex } from '../open-model-index.js'

/** A process of its own that replaces all files of the index again and again, and says each number when it stands. */
const [folder = '', from = '0'] = process.argv.slice(2)
const index = await openModelIndex({ folder, mode: 'write' })
await index.setRoots([models])
for (let at = Number(from); ; at++) {
  const before = [...(await index.stamps(models.path)).keys()]
  const found = Array.from({ length: 200 }, (_, of) => walked(`${at}/${of}.ckpt`, { size: at, inode: `${at}:${of}` }))
  await index.record(models.path, { found, gone: before })
  const stamps = await index.stamps(models.path)
  await index.describe(
    [...stamps.values()].map(({ id, ...stamp }) => ({
      id,
      stamp,
      facts: factsOf({ family: String(at) }),
      claims: [{ from: 'a.json', says: 'x' }],
    })),
  )
  await index.finishWalk(models.path, [])
  process.stdout.write(`${at}\n`)
}
