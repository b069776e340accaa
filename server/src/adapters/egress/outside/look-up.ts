import { lookup } from 'node:dns/promises'
import type { Address } from '../target.js'
import type { LookUp } from './find-way.js'

/** Asks the system for every address of a name. It cannot be called back; who gives up just does not wait for it. */
export const lookUpBySystem: LookUp = async (hostname, signal) => {
  signal?.throwIfAborted()
  const found = await lookup(hostname, { all: true, order: 'verbatim' })
  signal?.throwIfAborted()
  return found.flatMap(({ address, family }): Address[] => (family === 4 || family === 6 ? [{ address, family }] : []))
}
