import { expect, it } from 'vitest'
import { conflictOf } from './conflicts.js'
import { packOnDisk } from './testing/pack-on-disk.js'

const wanted = { title: 'Nice Pack', folder: 'nice-pack', id: 'nice-pack', repository: 'https://github.com/Nice/Pack.git' }
const commit = 'a'.repeat(40)
const git = { source: 'git', commit, repository: 'git@github.com:nice/pack' } as const
const other = { source: 'git', commit, repository: 'https://github.com/Other/Pack' } as const

it.each([
  ['a folder of nobody', packOnDisk('nice-pack'), 'directory-without-git', 'directory_exists_non_git', ['use-existing', 'keep-both', 'replace']],
  ['the same in other letters', packOnDisk('Nice-PACK'), 'directory-without-git', 'directory_exists_non_git', ['use-existing', 'keep-both', 'replace']],
  ['git without a remote', packOnDisk('nice-pack', { source: 'development', commit }), 'no-remote', 'directory_exists_no_remote', ['use-existing', 'keep-both', 'replace']],
  ['the same repository', packOnDisk('nice-pack', git), 'same-repository', 'same_repo_exists', ['use-existing', 'replace']],
  ['the same repository elsewhere', packOnDisk('größe 模型', git), 'same-repository', 'same_repo_exists', ['use-existing', 'replace']],
  ['another repository', packOnDisk('nice-pack', other), 'different-repository', 'different_repo_exists', ['use-existing', 'keep-both', 'replace']],
  ['another of the registry', packOnDisk('nice-pack', { source: 'registry', id: 'other' }), 'different-repository', 'different_repo_exists', ['use-existing', 'keep-both', 'replace']],
  ['itself', packOnDisk('Nice', { source: 'registry', id: 'NICE-pack', version: '1.0.0' }), 'already-tracked', 'already_tracked', ['use-existing', 'replace']],
  ['itself, being worked on', packOnDisk('mine', { ...git, source: 'development', changed: true }), 'development', 'dev_node_replacement', ['use-existing', 'replace']],
  ['a linked folder', packOnDisk('nice-pack', { source: 'development' }), 'development', 'dev_node_replacement', ['use-existing', 'keep-both', 'replace']],
  ['a disabled copy', packOnDisk('nice-pack.disabled', git), 'same-repository', 'same_repo_exists', ['use-existing', 'keep-both', 'replace']],
  ['a disabled copy below', packOnDisk('.disabled/nice-pack@1_0_0', { source: 'registry', id: 'nice-pack' }), 'already-tracked', 'already_tracked', ['use-existing', 'keep-both', 'replace']],
  ['a disabled copy of nobody', packOnDisk('nice-pack.1700000000.disabled'), 'already-tracked', 'already_tracked', ['use-existing', 'keep-both', 'replace']],
] as const)('%s', (_, pack, conflict, code, answers) => {
  const found = conflictOf(wanted, [packOnDisk('a'), pack, packOnDisk('z', other)])
  expect(found).toMatchObject({ conflict, code, pack })
  expect(found?.answers.map((one) => one.choose)).toEqual(answers)
  for (const { label, says } of found?.answers ?? []) expect(`${label}${says}`).toMatch(/^[A-Z].*\.$/)
})

it.each([
  ['another pack under another name', packOnDisk('other', other)],
  ['another pack, disabled, under its name', packOnDisk('nice-pack.disabled', other)],
  ['a fork of the same name', packOnDisk('pack', { ...git, repository: 'https://github.com/Fork/Pack' })],
])('%s is in nobody’s way', (_, pack) => {
  expect(conflictOf(wanted, [pack])).toBeNull()
})

it('an enabled one counts before one of its name, and that before a disabled copy', () => {
  const same = packOnDisk('elsewhere', git)
  const name = packOnDisk('nice-pack', other)
  const off = packOnDisk('nice-pack.disabled', git)
  expect(conflictOf(wanted, [off, name, same])?.pack).toBe(same)
  expect(conflictOf(wanted, [off, name])?.pack).toBe(name)
  expect(conflictOf(wanted, [off])?.pack).toBe(off)
})

it('the button says where both would lie and what becomes of the old one', () => {
  const found = conflictOf(wanted, [packOnDisk('nice-pack', other), packOnDisk('nice-pack-2.disabled')])
  expect(found?.answers[1]).toEqual({ choose: 'keep-both', label: 'Keep both', says: 'Nice Pack goes into nice-pack-3.', folder: 'nice-pack-3' })
  expect(found?.answers[2]?.says).toContain('trash')
  expect(conflictOf(wanted, [packOnDisk('nice-pack', { source: 'development', commit })])?.answers[2]?.says).toContain('renaming')
})
