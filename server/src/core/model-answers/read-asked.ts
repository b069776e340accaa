import type { HashAsked } from '../model-index.js'

const byLength: Readonly<Record<number, readonly HashAsked['type'][]>> = {
  10: ['autov2'],
  12: ['autov3'],
  16: ['comfydock16', 'comfygit16'],
  64: ['sha256', 'blake3', 'tensorsSha256'],
}

/** The hashes that a text may be, by prefix or by length; none when it is a name. `quick:` keys are kept whole. */
export function readAskedHash(text: string): HashAsked[] {
  const asked = text.trim().toLowerCase()
  if (/^quick:\d+:[0-9a-f]{64}$/.test(asked)) return [{ type: 'quick', value: asked }]
  const [, prefix, value = ''] = /^(?:(blake3|sha256|autov2|autov3):)?([0-9a-f]+)$/.exec(asked) ?? []
  const types = byLength[value.length] ?? []
  return types.filter((type) => prefix === undefined || prefix === type).map((type) => ({ type, value }))
}
