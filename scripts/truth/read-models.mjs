import { join } from 'node:path'
import { catalogueFolder } from './places.mjs'
import { readYaml } from './read-yaml.mjs'

/** The list of models of the set's own catalogue. */
export const readModels = (folder = catalogueFolder) => readYaml(join(folder, 'models.yaml')).models
