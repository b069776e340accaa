import type { Kysely } from 'kysely'
import type { HashAsked } from '../../core/model-index.js'
import { prepare, type Prepared, type Sqlite } from './connect.js'
import { type ModelRowStored, selectModels } from './rows.js'
import type { Tables } from './tables.js'

type StampValues = [name: string, id: number, size: number, modified: number, inode: string | null, link: string | null]

/** Prepared once for each connection: the questions that are asked for every model of every workflow. */
export function prepareReading(sqlite: Sqlite, db: Kysely<Tables>) {
  const ordered = () =>
    selectModels(db).innerJoin('roots', 'roots.id', 'files.root_id').orderBy('roots.position').orderBy('files.name')
  /** The values are bound anew with each call; those here only make the text. */
  const make = <P extends unknown[]>(query: { compile(): { sql: string } }): Prepared<P, ModelRowStored> =>
    prepare(sqlite, query.compile().sql)
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
  /** Values without their names, for a scan loads every row. */
  const stamps: Prepared<[string], StampValues> = sqlite
    .prepare<[string], StampValues>(
      'select name, id, size, modified, inode, link from files where root_id = (select id from roots where path = ?)',
    )
    .raw()
  return {
    byName: make<[number, string]>(selectModels(db).where('files.root_id', '=', 0).where('files.name', '=', '')),
    /** Beginnings of a hash count from 8 digits on; `g` follows every hex digit. */
    byHash({ type, value }: HashAsked): ModelRowStored[] {
      const hex = value.toLowerCase()
      if (type !== 'autov2' && type !== 'autov3') return whole[type].all(hex)
      return hex.length < 8 ? [] : (type === 'autov2' ? autov2 : autov3).all(hex, `${hex}g`)
    },
    stamps,
  }
}

export type ReadingStatements = ReturnType<typeof prepareReading>
