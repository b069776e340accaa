export type { DynamicOption, InputDefinition, NodeDefinition, NodeDefinitions } from './definitions/model.js'
export { readDefinitions, type ReadDefinitions } from './definitions/read-definitions.js'
