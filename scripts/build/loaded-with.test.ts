import { expect, test } from 'vitest'
import { loadedWith } from './loaded-with.mjs'

const files: Readonly<Record<string, string>> = {
  'greenlight.js': 'import{a as b}from"./base-x.mjs";import"./side.mjs";b(()=>import("./later-y.mjs"));import{app}from"../../scripts/app.js";export{b as t}',
  'base-x.mjs': 'export*from"./deep.mjs";import { z } from "./greenlight.js"',
  'side.mjs': '',
  'deep.mjs': '',
  'later-y.mjs': 'import{t}from"./greenlight.js"',
}

test('what is imported by statement counts as first load, however deep; what is imported later does not', () => {
  expect([...loadedWith('greenlight.js', (name: string) => files[name] ?? '')].sort()).toEqual(['base-x.mjs', 'deep.mjs', 'greenlight.js', 'side.mjs'])
})
