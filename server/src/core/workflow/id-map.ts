import type { IdKey } from './foreign.js'

/** What one looks up by an id. A `Map` is one as well. */
export interface ById<V> {
  get(key: IdKey): V | undefined
  has(key: IdKey): boolean
}

/**
 * A map by id for about `expected` entries. ComfyUI counts its ids up, so nearly all are small whole numbers: those are
 * places in a list, at a fraction of the time and memory that hashing takes. The others lie in a `Map`.
 */
export class IdMap<V> implements ById<V> {
  private readonly places: (V | undefined)[]
  private readonly others = new Map<IdKey, V>()

  constructor(expected: number) {
    this.places = new Array<V | undefined>(2 * expected).fill(undefined)
  }

  get(key: IdKey): V | undefined {
    return this.isPlace(key) ? this.places[key] : this.others.get(key)
  }

  has(key: IdKey): boolean {
    return this.get(key) !== undefined
  }

  set(key: IdKey, value: V): void {
    if (this.isPlace(key)) this.places[key] = value
    else this.others.set(key, value)
  }

  private isPlace(key: IdKey): key is number {
    return typeof key === 'number' && key >= 0 && key < this.places.length && Number.isInteger(key)
  }
}
