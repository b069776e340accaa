import { describeModelIndex } from '../../core/testing/contract/model-index.contract.js'
import type { ModelIndex } from '../../core/model-index.js'
import { openModelIndex } from './open-model-index.js'
import { openWriting, stateFolder } from './testing/state-folder.js'

describeModelIndex('the index on SQLite', () => openWriting())

describeModelIndex('a reader beside the writer', async () => {
  const folder = stateFolder()
  const [reader, writer] = [await openModelIndex({ folder, mode: 'read' }), await openWriting(folder)]
  const { setRoots, stamps, record, finishWalk, describe, addDigests, addKeys, close } = writer
  const both: ModelIndex = { ...reader, setRoots, stamps, record, finishWalk, describe, addDigests, addKeys, close }
  return both
})
