import type { HashAsked } from '../../../model-index.js'

const words: Readonly<Record<HashAsked['type'], string>> = {
  autov2: 'AutoV2',
  autov3: 'AutoV3',
  blake3: 'BLAKE3',
  comfydock16: 'ComfyDock key',
  comfygit16: 'ComfyGit key',
  quick: 'quick key',
  sha256: 'SHA-256',
  tensorsSha256: 'SHA-256 of the tensors',
}

/** A hash for people: its kind and its first ten digits. */
export function hashWord({ type, value }: HashAsked): string {
  return `${words[type]} ${value.slice(0, 10)}${value.length > 10 ? '…' : ''}`
}
