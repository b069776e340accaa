import { describeModelIndex } from './contract/model-index.contract.js'
import { createMemoryModelIndex } from './memory-model-index.js'

describeModelIndex('the index in memory', () => Promise.resolve(createMemoryModelIndex()))
