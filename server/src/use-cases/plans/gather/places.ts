import type { PlaceFact, ThereFact } from '../../../core/plan/plan-facts.js'
import type { Look } from './gather-ports.js'

export async function placeAt(look: Look, path: string): Promise<PlaceFact> {
  const [stamp, volume, missing] = await Promise.all([look.stamp(path), look.free(path), look.missing(path)])
  return { path, stamp, missing, ...volume }
}

export async function thereAt(look: Look, path: string): Promise<ThereFact> {
  const [stamp, volume, bytes] = await Promise.all([look.stamp(path), look.free(path), look.bytes(path)])
  return { path, stamp, bytes, ...volume }
}
