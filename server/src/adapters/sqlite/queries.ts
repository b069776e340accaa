import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { ModelQuery } from '../../core/model-index.js'
import { factsVersion } from '../../core/model-facts.js'
import { diffusersFile, searchWords } from '../../core/model-place.js'
import type { StoredRoot } from './roots.js'
import type { Tables } from './tables.js'

/** Questions in what SQLite and PostgreSQL share. None holds a value of a row: see runner.ts. */

export function selectRoots(db: Kysely<Tables>) {
  return db.selectFrom('roots').select(['id', 'path', 'folders', 'problems']).orderBy('position')
}

function matching(db: Kysely<Tables>, query: ModelQuery, roots: readonly StoredRoot[]) {
  let found = db.selectFrom('files').innerJoin('roots', 'roots.id', 'files.root_id')
  for (const word of searchWords(query.search ?? '')) {
    const pattern = `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
    found = found.where(
      sql<boolean>`${sql.ref('roots.search')} || ${sql.ref('files.lowered')} like ${pattern} escape '\\'`,
    )
  }
  if (query.folder !== undefined) found = found.where((eb) => listedIn(eb, query.folder ?? '', roots))
  const { kind, family, health } = query
  if (kind !== undefined || family !== undefined || health !== undefined) {
    found = found.where((eb) => {
      let known = eb
        .selectFrom('contents')
        .select('contents.id')
        .whereRef('contents.id', '=', 'files.content_id')
        .where('facts_version', '=', factsVersion)
      if (kind !== undefined) known = known.where('kind', '=', kind)
      if (family !== undefined) known = known.where('family', '=', family)
      if (health !== undefined) known = known.where('health', '=', health)
      return eb.exists(known)
    })
  }
  return found
}

/** A model folder is a question of root and ending (core/model-place), so no file has to be touched when roots change. */
function listedIn(eb: ExpressionBuilder<Tables, 'files' | 'roots'>, folder: string, roots: readonly StoredRoot[]) {
  return eb.or(
    roots.flatMap(({ id, folders }) =>
      folders
        .filter(({ name }) => name === folder)
        .map(({ accepts }) => {
          const here = eb('files.root_id', '=', id)
          if (accepts === 'any') return here
          if (accepts !== 'diffusers') return eb.and([here, eb('files.ending', 'in', [...accepts])])
          const tail = sql<boolean>`substr(${sql.ref('files.name')}, length(${sql.ref('files.name')}) - ${diffusersFile.length}) = ${`/${diffusersFile}`}`
          return eb.and([here, eb.or([eb('files.name', '=', diffusersFile), tail])])
        }),
    ),
  )
}

export function countMatching(db: Kysely<Tables>, query: ModelQuery, roots: readonly StoredRoot[]) {
  return matching(db, query, roots).select(({ fn }) => fn.countAll<number>().as('total'))
}

/** Ids of one page. `name`: without regard to case first; equals follow by name, then by root. */
export function pageOf(db: Kysely<Tables>, query: ModelQuery, roots: readonly StoredRoot[]) {
  const way = query.descending === true ? 'desc' : 'asc'
  let page = matching(db, query, roots).select('files.id')
  if (query.sort === 'size' || query.sort === 'modified') page = page.orderBy(`files.${query.sort}`, way)
  page = page.orderBy('files.lowered', way).orderBy('files.name', way).orderBy('roots.position', way)
  const { limit, offset = 0 } = query
  if (limit === undefined && offset <= 0) return page
  return page.limit(Math.max(0, limit ?? Number.MAX_SAFE_INTEGER)).offset(Math.max(0, offset))
}

export function selectNames(db: Kysely<Tables>, root: number) {
  return db.selectFrom('files').select(['id', 'name', 'size']).where('root_id', '=', root).orderBy('name')
}

export function selectSharedSizes(db: Kysely<Tables>) {
  return db
    .selectFrom('files')
    .select('size')
    .groupBy('size')
    .having(({ fn }) => fn.countAll(), '>', 1)
    .orderBy('size')
}

export function selectCounts(db: Kysely<Tables>) {
  const when = (condition: ReturnType<typeof sql<boolean>>) =>
    sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`
  const described = sql<boolean>`${sql.ref('contents.facts_version')} = ${factsVersion}`
  return db
    .selectFrom('files')
    .innerJoin('contents', 'contents.id', 'files.content_id')
    .select(({ fn }) => [
      fn.countAll<number>().as('files'),
      sql<number>`coalesce(sum(${sql.ref('files.size')}), 0)`.as('bytes'),
      when(described).as('described'),
      when(sql<boolean>`${sql.ref('contents.blake3')} is not null`).as('hashed'),
      when(sql<boolean>`${described} and ${sql.ref('contents.health')} = 'corrupt'`).as('corrupt'),
    ])
}

/**
 * Contents: hashes smallest first, facts as they were met, so that a batch of them is written to neighbouring pages. A writer
 * marks facts of other versions with 0 as it opens.
 */
export function selectLacking(db: Kysely<Tables>, what: 'blake3' | 'facts' | 'sha256', limit: number) {
  const first = db.selectFrom('contents').select('id').limit(Math.max(0, limit))
  const contents = what === 'facts' ? first.orderBy('id') : first.orderBy('size').orderBy('id')
  // A departed content has no file to read.
  const placed = contents.where(({ exists, selectFrom }) =>
    exists(selectFrom('files').select('files.id').whereRef('files.content_id', '=', 'contents.id')),
  )
  return what === 'facts' ? placed.where('facts_version', '=', sql.lit(0)) : placed.where(what, 'is', null)
}
