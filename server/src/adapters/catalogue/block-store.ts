/** A place for derived bytes, below the state folder. Writing may fail in silence: what lies there loses time only. */
export interface BlockStore {
  /** Null when there is nothing of this name. */
  load(name: string): Promise<Uint8Array<ArrayBuffer> | null>
  /** Whole or not at all. */
  save(name: string, bytes: Uint8Array): Promise<void>
}
