import { expect, test } from 'vitest'
import { normaliseName } from './python-words.js'

test.each([['Foo.Bar_baz', 'foo-bar-baz'], ['a--__.b', 'a-b'], ['PyYAML', 'pyyaml'], ['scikit_image', 'scikit-image']])('%s is %s', (given, name) =>
  expect(normaliseName(given)).toBe(name),
)
