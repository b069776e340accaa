import type { SavedWorkflow } from '@greenlight/shared/workflow'
import { expect, test } from 'vitest'
import { type Arrangement, arrangeSaved, savedName } from './arrange-saved.js'

function saved(path: string, verdict: SavedWorkflow['verdict'], blocks = 0, modified = 0): SavedWorkflow {
  return { id: '0123456789abcdef', path, verdict, blocks, modified, size: 1, nodes: 1 }
}
const all = [saved('b 10.json', 'ready', 0, 3), saved('b 9.json', 'ready', 0, 1), saved('sub/C.json', 'blocked', 1, 2), saved('a.json', 'blocked', 4, 9), saved('x.png', 'unreadable')]
const paths = (wanted: Partial<Arrangement>): string[] => arrangeSaved(all, { verdict: 'all', search: '', sort: 'worst', ...wanted }).map(({ path }) => path)

test.each<[Partial<Arrangement>, string[]]>([
  [{}, ['x.png', 'a.json', 'sub/C.json', 'b 9.json', 'b 10.json']],
  [{ sort: 'name' }, ['a.json', 'b 9.json', 'b 10.json', 'sub/C.json', 'x.png']],
  [{ sort: 'newest' }, ['a.json', 'b 10.json', 'sub/C.json', 'b 9.json', 'x.png']],
  [{ verdict: 'blocked' }, ['a.json', 'sub/C.json']],
  [{ search: ' C  sub ' }, ['sub/C.json']],
  [{ search: 'nothing' }, []],
])('%j', (wanted, expected) => {
  expect(paths(wanted)).toEqual(expected)
})

test.each([
  ['/c/user/default/workflows/a/b.json', 'a/b.json'],
  ['C:\\ComfyUI\\user\\default\\workflows\\über uns\\b.json', 'über uns/b.json'],
  ['/srv/workflows/ComfyUI/user/default/workflows/b.json', 'b.json'],
  ['/elsewhere/b.json', 'b.json'],
  ['b.json', 'b.json'],
])('%s is called %s', (path, name) => {
  expect(savedName(path)).toBe(name)
})
