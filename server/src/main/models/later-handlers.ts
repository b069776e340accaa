import type { Handler } from '../../http/handlers.js'
import type { ModelHandlers } from './model-handlers.js'

/** The same questions, answered once the part behind them is loaded: a start does not wait for the database. */
export function laterModelHandlers(open: () => Promise<{ readonly handlers: ModelHandlers }>): ModelHandlers {
  const later =
    <N extends keyof ModelHandlers>(name: N): Handler<N> =>
    async (call) =>
      (await open()).handlers[name](call)
  return {
    modelDetails: later('modelDetails'),
    modelDuplicates: later('modelDuplicates'),
    models: later('models'),
    modelsFind: later('modelsFind'),
    modelsIndex: later('modelsIndex'),
    modelsStatus: later('modelsStatus'),
    modelsStop: later('modelsStop'),
  }
}
