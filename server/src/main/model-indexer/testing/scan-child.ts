import { acquireIndexLock } from '../../../adapters/sqlite/index-lock.js'
import { openModelIndex } from '../../../adapters/sqlite/open-model-index.js'
import { indexTree } from './index-tree.js'

/** A process to be killed: `scan-child.ts STATE ROOT`. It says `ready` before it begins and `done` after it. */
const [state = '', root = ''] = process.argv.slice(2)
const lock = acquireIndexLock(state, 'a test')
if (!lock.ok) throw new Error(`the index is taken by ${lock.holder}`)
process.stdout.write('ready\n')
const index = await openModelIndex({ folder: state, mode: 'write' })
await indexTree(index, { roots: [{ path: root, from: 'comfyui', folders: [{ name: 'loras', accepts: 'any' }] }] })
process.stdout.write('done\n')
process.exit(0)
