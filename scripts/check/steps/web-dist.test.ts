import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { compareBuild } from './web-dist.mjs'

const files = (given: Record<string, string>) => new Map(Object.entries(given).map(([name, text]) => [name, Buffer.from(text)]))

test('the same bytes pass', () => {
  expect(compareBuild(files({ 'a.js': 'x', 'a.css': 'y' }), files({ 'a.css': 'y', 'a.js': 'x' }))).toEqual([])
})

test('missing, left over and different files are named', () => {
  const faults = compareBuild(files({ 'a.js': 'x', 'b.mjs': 'y' }), files({ 'a.js': 'x ', 'old.js': 'z' }))
  expect(faults.map((fault: string) => fault.replace(/:.*/, ''))).toEqual([
    'web-dist/a.js differs from a fresh build',
    'web-dist/b.mjs is missing',
    'web-dist/old.js is not made by the build',
  ])
})
