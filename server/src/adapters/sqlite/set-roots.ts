import type { ModelRoot } from '../../core/model-index.js'
import { pathBelow, searchText } from '../../core/model-place.js'
import type { Opened } from './session.js'
import { writeFolders } from './roots.js'
import type { WritingStatements } from './writing-statements.js'

/** The roots that count, in their order; a path that is named twice counts where it is named first. */
export function setRoots({ db, run }: Opened, on: WritingStatements, roots: readonly ModelRoot[]): void {
  const known = new Map(
    run.all(db.selectFrom('roots').select(['id', 'path', 'walked'])).map((root) => [root.path, root]),
  )
  const wanted = new Map(roots.toReversed().map((root) => [root.path, root]))
  const since = Math.max(0, ...[...known.values()].map(({ walked }) => walked))
  const forgotten = [...known.values()].filter(({ path }) => !wanted.has(path)).map(({ id }) => id)
  let id = Math.max(0, ...[...known.values()].map((root) => root.id))

  for (const [position, root] of [...wanted.values()].toReversed().entries()) {
    const values = {
      path: root.path,
      origin: root.from,
      position,
      search: searchText(pathBelow(root.path, '')),
      folders: writeFolders(root.folders),
    }
    const { id: old } = known.get(root.path) ?? {}
    if (old === undefined) run.run(db.insertInto('roots').values({ ...values, id: ++id, walked: 0, problems: '[]' }))
    else run.run(db.updateTable('roots').set(values).where('id', '=', old))
  }
  if (forgotten.length === 0) return
  // The same files may lie below a root of the new set.
  for (const { inode, size, modified, content_id: content, list } of run.all(placesBelow({ db }, forgotten))) {
    if (inode !== null) on.depart.run(inode, size, modified, content, list, since)
  }
  run.run(db.deleteFrom('roots').where('id', 'in', forgotten))
  run.run(dropLonely({ db }))
  run.run(db.deleteFrom('facts').where('content_id', 'not in', db.selectFrom('contents').select('id')))
}

function placesBelow({ db }: Pick<Opened, 'db'>, roots: readonly number[]) {
  return db
    .selectFrom('files')
    .innerJoin('roots', 'roots.id', 'files.root_id')
    .leftJoin('claims', 'claims.file_id', 'files.id')
    .select(['files.inode', 'files.size', 'files.modified', 'files.content_id', 'claims.list'])
    .where('files.root_id', 'in', roots)
    .orderBy('roots.position')
    .orderBy('files.name')
}

/** Contents on which nothing stands. */
function dropLonely({ db }: Pick<Opened, 'db'>) {
  return db
    .deleteFrom('contents')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('files').select('files.id').whereRef('files.content_id', '=', 'contents.id'))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('departed').select('departed.since').whereRef('departed.content_id', '=', 'contents.id'))),
    )
}
