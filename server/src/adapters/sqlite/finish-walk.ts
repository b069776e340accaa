import type { Problem } from '@greenlight/shared/problem'
import { dropContent } from './learn.js'
import type { Opened } from './session.js'
import type { WritingStatements } from './writing-statements.js'

/** What left its place before every root was walked since will turn up nowhere: its contents go. */
export function finishWalk(
  { db, run }: Opened,
  on: WritingStatements,
  root: string,
  problems: readonly Problem[],
): void {
  // The walk of a root that no longer counts says nothing about the others.
  if (run.all(db.selectFrom('roots').select('id').where('path', '=', root)).length === 0) return
  const walked = (on.lastWalk.get()?.last ?? 0) + 1
  run.run(
    db
      .updateTable('roots')
      .set({ walked, problems: JSON.stringify(problems) })
      .where('path', '=', root),
  )
  const oldest = db.selectFrom('roots').select(({ fn }) => fn.min('walked').as('walked'))
  const left = run.all(db.deleteFrom('departed').where('since', '<', oldest).returning('content_id'))
  for (const content of new Set(left.map((one) => one.content_id))) dropContent(on, content)
}
