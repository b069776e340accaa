import type { ComfyApi } from './types.js'

/**
 * Calls `changed` for every signal after which the open graph or what it stands on may differ. Together with the hooks
 * `afterConfigureGraph` and `refreshComboInNodes` this is the only set that covers opening, dropping, changing tabs, edits,
 * undo and clearing on every frontend. Changes by other extensions' code send nothing: `promptQueueing` and
 * `promptQueued` catch up with them at the latest when it matters.
 */
export function watchGraph(api: ComfyApi, changed: () => void): void {
  for (const signal of ['graphChanged', 'graphCleared', 'reconnected', 'promptQueueing', 'promptQueued']) {
    api.addEventListener(signal, changed)
  }
}
