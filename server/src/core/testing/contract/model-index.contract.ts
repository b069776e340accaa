import { describe } from 'vitest'
import type { ModelIndex } from '../../model-index.js'
import { keepsContents } from './contents.contract.js'
import { keepsPlaces } from './places.contract.js'
import { answersQuestions } from './questions.contract.js'

/** What every model index must do, whatever keeps it. `create` answers an empty one; whoever made it ends it. */
export function describeModelIndex(name: string, create: () => Promise<ModelIndex>): void {
  describe(`${name}: places`, () => keepsPlaces(create))
  describe(`${name}: contents`, () => keepsContents(create))
  describe(`${name}: questions`, () => answersQuestions(create))
}
