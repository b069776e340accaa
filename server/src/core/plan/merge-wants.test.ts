import type { Want } from '@greenlight/shared/plans'
import { expect, test } from 'vitest'
import { mergeWants } from './merge-wants.js'
import { downloadWant, fileWant, installWant, posix } from './testing/build-facts.js'

const a = downloadWant('a.safetensors')

test('two workflows that ask for the same ask once, for all of their nodes', () => {
  const link = fileWant('link-model', posix)
  const wants: Want[] = [{ ...a, nodes: ['9'] }, a, { ...link, nodes: ['2'] }, link, installWant('foo', { types: ['B'] }), installWant('foo', { types: ['A', 'B'] }), { want: 'remove-node-pack', folder: 'x' }]
  const merged = mergeWants(wants)
  expect(merged.warnings).toEqual([])
  expect(merged.wants).toHaveLength(4)
  expect(merged.wants).toEqual(expect.arrayContaining([{ ...a, nodes: ['4', '9'] }, { ...link, nodes: ['2', '4'] }, installWant('foo', { types: ['A', 'B'] }), { want: 'remove-node-pack', folder: 'x' }]))
  expect(mergeWants([...wants].reverse())).toEqual(merged)
})

test('the more trusted place wins; of equal ones, and of two versions, none is taken', () => {
  const other = downloadWant('a.safetensors', { url: 'https://huggingface.co/other/repo/resolve/main/a.safetensors' })
  const listed = { ...other, source: { ...other.source, from: 'catalogue' } }
  expect(mergeWants([a, listed]).wants).toEqual([a])
  expect(mergeWants([a, other])).toMatchObject({ wants: [], warnings: [{ code: 'OPEN_CHOICE', subject: 'a.safetensors' }] })
  expect(mergeWants([installWant('foo', { pack: 'foo@1.0.0' }), installWant('foo', { pack: 'foo@1.1.0' })])).toMatchObject({ wants: [], warnings: [{ code: 'OPEN_CHOICE', subject: 'foo' }] })
  expect(mergeWants([installWant('x', { pack: 'https://user@github.com/a/b' })]).wants).toHaveLength(1)
})
