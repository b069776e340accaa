import { describeDecisionBook } from './contract/decision-book.contract.js'
import { createMemoryDecisionBook } from './memory-decision-book.js'

describeDecisionBook('the book in memory', () => Promise.resolve(createMemoryDecisionBook()))
