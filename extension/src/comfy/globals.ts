import type { ComfyGlobals } from './types.js'

/** ComfyUI's globals; whatever is not there is undefined. */
export function comfyGlobals(): ComfyGlobals {
  return window as unknown as ComfyGlobals
}
