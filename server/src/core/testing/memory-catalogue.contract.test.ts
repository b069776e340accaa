import { describeCatalogue } from './contract/catalogue.contract.js'
import { createMemoryCatalogue } from './memory-catalogue.js'

describeCatalogue('the catalogue in memory', (told) => Promise.resolve(createMemoryCatalogue(told)))
