import type { ModelIndex, StoredStamp } from '../../core/model-index.js'
import { describePlace, dropContent, learnDigests, placeAsItWas } from './learn.js'
import { finishWalk } from './finish-walk.js'
import { readIndex } from './read-index.js'
import { recordFound, recordGone, type Recording } from './record.js'
import { setRoots } from './set-roots.js'
import type { Opened } from './session.js'
import type { WriterSession } from './writer-session.js'
import { prepareWriting } from './writing-statements.js'

/** The whole index, for its one writer. */
export function writeIndex(session: WriterSession, { sqlite, hot }: Opened): ModelIndex {
  const on = prepareWriting(sqlite)
  const highest = on.highest.get()
  const ids = { file: highest?.file ?? 0, content: highest?.content ?? 0, facts: highest?.facts ?? 0 }

  return {
    ...readIndex(session),
    setRoots: (roots) => session.write((opened) => setRoots(opened, on, roots)),
    stamps: (root) =>
      session.read(new Map(), () => {
        const stamps = new Map<string, StoredStamp>()
        for (const [name, id, size, modified, inode, link] of hot.stamps.all(root))
          stamps.set(name, { id, size, modified, inode, link })
        return stamps
      }),
    record: (root, { found, gone }) =>
      session.write(() => {
        const rootId = on.rootId.get(root)?.id
        if (rootId === undefined) return
        const mayReturn = on.someDeparted.get() !== undefined
        const recording: Recording = {
          on,
          ids,
          rootId,
          since: on.lastWalk.get()?.last ?? 0,
          mayReturn,
          left: new Set(),
        }
        for (const one of found) recordFound(recording, one)
        const there = new Set(gone.length > 0 ? found.map(({ name }) => name.toWellFormed()) : [])
        for (const name of gone) if (!there.has(name.toWellFormed())) recordGone(recording, name)
        for (const content of recording.left) dropContent(on, content)
      }),
    finishWalk: (root, problems) => session.write((opened) => finishWalk(opened, on, root, problems)),
    describe: (entries) =>
      session.write(() => {
        for (const entry of entries) describePlace(on, ids, entry)
      }),
    addDigests: (id, stamp, digests) =>
      session.write(() => {
        const place = placeAsItWas(on, id, stamp)
        if (place !== undefined) learnDigests(on, ids, place, digests)
        return place !== undefined
      }),
    addKeys: (id, stamp, { quick = null, comfydock16 = null, comfygit16 = null }) =>
      session.write(() => {
        const place = placeAsItWas(on, id, stamp)
        if (place !== undefined) on.setKeys.run(quick, comfydock16, comfygit16, place.content_id)
        return place !== undefined
      }),
  }
}
