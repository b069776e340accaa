import type { Kysely } from 'kysely'
import type { HashAsked } from '../../core/model-index.js'
import { prepare, type Prepared, type Sqlite } from './connect.js'
import { type ModelRowStored, selectModels } from './rows.js'
import type { Tables } from './tables.js'

/** Prepared once for each connection: the questions that are asked for every model of every workflow. */
export function prepareReading(sqlite: Sqlite, db: Kysely<Tables>) {
  const ordered = () => selectModels(db).innerJoin('roots', 'roots.id', 'files.root_id').orderBy('roots.position').orderBy('files.name')
  /** The values are bound anew with each call; those here only make the text. */
  const make = <P extends unknown[]>(query: { compile(): { sql: string } }): Prepared<P, ModelRowStored> => prepare(sqlite, query.compile().sql)
  const equal = (column: 'blake3' | 'comfydock16' | 'comfygit16' | 'quick' | 'sha256' | 'tensors_sha256') =>
    make<[string]>(ordered().where(`contents.${column}`, '=', ''))
  const starting = (column: 'sha256' | 'tensors_sha256') =>
    make<[string, string]>(ordered().where(`contents.${column}`, '>=', '').where(`contents.${column}`, '<', ''))
  const [autov2, autov3] = [starting('sha256'), starting('tensors_sha256')]
  const whole = {
    blake3: equal('blake3'),
    sha256: equal('sha256'),
    tensorsSha256: equal('tensors_sha256'),
    quick: equal('quick'),
    comfydock16: equal('comfydock16'),
    comfygit16: equal('comfygit16'),
  }
  return {
    byName: make<[number, string]>(selectModels(db).where('files.root_id', '=', 0).where('files.name', '=', '')),
    byFingerprint: make<[number, string, number]>(
      ordered().where('facts.fingerprint_key', '=', 0).where('facts.fingerprint', '=', '').where('contents.facts_version', '=', 0),
    ),
    /** Beginnings of a hash count from 8 digits on; `g` follows every hex digit. */
    byHash({ type, value }: HashAsked): ModelRowStored[] {
      const hex = value.toLowerCase()
      if (type !== 'autov2' && type !== 'autov3') return whole[type].all(hex)
      return hex.length < 8 ? [] : (type === 'autov2' ? autov2 : autov3).all(hex, `${hex}g`)
    },
    stamps: prepare<[string], { id: number; name: string; size: number; modified: number; inode: string | null; link: string | null }>(
      sqlite,
      'select f.id, f.name, f.size, f.modified, f.inode, f.link from files f where f.root_id = (select id from roots where path = ?)',
    ),
  }
}

export type ReadingStatements = ReturnType<typeof prepareReading>
