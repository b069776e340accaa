import { expect, it } from 'vitest'
import { marksOf } from './marks.js'

it('a pack of the registry lists its files, one a line', () => {
  expect(marksOf({ from: 'registry', id: 'nice-pack' }, ['nodes/模型.py', '__init__.py', '.tracking', 'a b.txt'])).toEqual([
    { name: '.tracking', text: '__init__.py\na b.txt\nnodes/模型.py' },
  ])
})

it('a checkout gets the id of the registry where it has one', () => {
  expect(marksOf({ from: 'git', id: 'nice-pack' }, ['__init__.py'])).toEqual([{ name: '.git/.cnr-id', text: 'nice-pack' }])
  expect(marksOf({ from: 'git', id: null }, ['__init__.py'])).toEqual([])
})
