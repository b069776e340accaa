import { rebuildTensor } from './rebuild-tensor.js'
import type { Trace } from './trace.js'
import {
  isDictionary,
  isGlobal,
  isSequence,
  isTensor,
  opaque,
  type Dictionary,
  type Global,
  type Value,
} from './values.js'

/** What a listed function or class would answer, as far as names and shapes go. */
export function answerCall(trace: Trace, target: Global, args: readonly Value[]): Value {
  const first = args[0] ?? opaque
  if (target.name === 'OrderedDict') return orderedDict(trace, first)
  if (target.name === 'ParameterDict') return trace.dictionary()
  if (target.name === 'Size') return first
  if (target.name === 'Parameter' || target.name === 'Buffer') return isTensor(first) ? first : opaque
  if (target.name === '_rebuild_from_type_v2') return throughType(trace, args)
  return target.module === 'torch._utils' ? rebuildTensor(trace, target.name, args) : opaque
}

/** Its first argument is called with its third. */
function throughType(trace: Trace, [func, , args]: readonly Value[]): Value {
  if (!isGlobal(func) || func.role !== 'call' || func.name === '_rebuild_from_type_v2') {
    if (!isGlobal(func) || func.role !== 'unknown') trace.misuse(func ?? opaque)
    return opaque
  }
  return answerCall(trace, func, isSequence(args) ? args.parts : [])
}

/** Python 2 gives its pairs as an argument; Python 3 sets them afterwards. */
function orderedDict(trace: Trace, pairs: Value): Value {
  const made = trace.dictionary()
  if (!isDictionary(made) || !isSequence(pairs)) return made
  for (const pair of pairs.parts) if (isSequence(pair)) set(made, pair.parts[0], pair.parts[1])
  return made
}

/** The state of a module holds its tensors by name: that of a ParameterDict under `_parameters`. */
export function buildState(target: Value, state: Value): void {
  if (!isDictionary(target) || !isDictionary(state)) return
  state.keys.forEach((key, index) => {
    const value = state.values[index]
    if (key !== '_parameters' || !isDictionary(value)) return
    value.keys.forEach((name, place) => set(target, name, value.values[place]))
  })
}

function set(target: Dictionary, key: Value | undefined, value: Value | undefined): void {
  target.keys.push(key ?? opaque)
  target.values.push(value ?? opaque)
}
