import type { Place } from './place.js'

/**
 * A place that is found anew at each reading: ComfyUI is started after Greenlight as often as before it, and an open panel
 * must be judged against the ComfyUI that it runs in, never against what was there first.
 */
export function movingPlace(first: Place, find: () => Promise<Place>): Place {
  let current = first
  let lastRead = first
  const again = async () => (current = await find())
  return {
    says: first.says,
    get root() {
      return current.root
    },
    isUp: async () => (await again()).isUp(),
    comfyui: async () => (await again()).comfyui(),
    async read(options) {
      const found = await again()
      const installed = await found.read(options)
      lastRead = found
      return installed
    },
    /** Of the facts that were read last: a ComfyUI just seen has not been asked yet. */
    get demo() {
      return lastRead.demo
    },
    get elsewhere() {
      return current.elsewhere
    },
    modelFolders: () => current.modelFolders(),
    locations: () => current.locations(),
    saved: { list: () => current.saved.list() },
  }
}
