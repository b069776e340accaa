import { expect, test } from 'vitest'
import { readTicks } from './read-ticks.js'

const known = ['licence:Foo', 'licence:Foo, Bar', 'licence:Foo, Bar, and Baz', 'young:x']

test.each([
  [undefined, []],
  ['', []],
  ['young:x', ['young:x']],
  ['licence:Foo,young:x', ['licence:Foo', 'young:x']],
  ['licence:Foo, Bar', ['licence:Foo, Bar']],
  ['young:x, licence:Foo, Bar, and Baz ,licence:Foo', ['young:x', 'licence:Foo, Bar, and Baz', 'licence:Foo']],
  ['nobody, knows,', ['nobody', 'knows']],
])('%j', (text, keys) => {
  expect(readTicks(text, known)).toEqual(keys)
})
