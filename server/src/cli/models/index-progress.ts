import type { IndexStatus } from '@greenlight/shared/models'
import { formatBytes } from '../../core/model-files/words.js'
import { withinRoot } from '../../core/readings/within-root.js'
import type { ModelIndexerOptions } from '../../main/model-indexer/start-model-indexer.js'
import type { Terminal } from '../command.js'
import { progressLine } from '../progress-line.js'

const verbs = { describe: 'reading headers', hash: 'hashing', scan: 'reading folders' } as const

/** What the index does, on stderr: from this process's own worker, or as a running sidecar tells it. */
export function indexProgress(terminal: Terminal, root: string | null) {
  const line = progressLine(terminal)
  const publish: ModelIndexerOptions['publish'] = (event) => {
    if (event.kind !== 'progress') return
    const rate = event.rate === undefined ? '' : ` ${formatBytes(event.rate)}/s`
    line.step(event.done, event.total, `${verbs[event.job]}${rate} ${withinRoot(event.what, root)}`)
  }
  const onStatus = ({ state, hashed, files }: IndexStatus): void => line.step(hashed, files, `${state} (in the sidecar)`)
  return { publish, onStatus, end: line.end }
}
