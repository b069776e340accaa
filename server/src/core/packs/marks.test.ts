import { expect, it } from 'vitest'
import { marksOf } from './marks.js'
import { shelvedPack } from './testing/pack-on-disk.js'

const commit = 'a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6a1b2'
const git = { from: 'git', commit, version: null } as const

it('a pack of the registry lists its files, one a line', () => {
  expect(marksOf(shelvedPack(), ['nodes/模型.py', '__init__.py', '.tracking', 'a b.txt'])).toEqual([{ name: '.tracking', text: '__init__.py\na b.txt\nnodes/模型.py' }])
})

it('a checkout keeps its commit, its address and its id', () => {
  const marks = new Map(marksOf(shelvedPack(git), ['__init__.py']).map((one) => [one.name, one.text]))
  expect(marks.get('.git/.cnr-id')).toBe('nice-pack')
  expect(marks.get('.git/HEAD')).toBe(`${commit}\n`)
  expect(marks.get('.git/config')).toContain('[remote "origin"]\n\turl = https://github.com/Nice/Pack\n')
  expect(marksOf(shelvedPack({ ...git, id: null }), []).map((one) => one.name)).not.toContain('.git/.cnr-id')
})

it('a shelf that has a .git of its own only gets the id', () => {
  expect(marksOf(shelvedPack(git), ['.git/HEAD', '__init__.py'])).toEqual([{ name: '.git/.cnr-id', text: 'nice-pack' }])
  expect(marksOf(shelvedPack({ ...git, id: null }), ['.git/HEAD'])).toEqual([])
})

it('an odd address never gets into the settings of git', () => {
  const marks = marksOf(shelvedPack({ ...git, repository: 'https://x.org/a"\n[core]\n\tfsmonitor = touch' }), [])
  expect(marks.find((one) => one.name === '.git/config')?.text).not.toContain('fsmonitor')
})
