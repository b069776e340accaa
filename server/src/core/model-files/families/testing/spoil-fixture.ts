import type { TensorEntry, TensorTable } from '../../../model-facts.js'
import { readAdapterName } from '../adapter-names.js'
import { matchRule, type Match, type ReadRule } from '../match-rules.js'
import { indexNames } from '../name-index.js'
import type { Need } from '../need.js'
import { plainName, rawName } from '../plain-name.js'
import { tensor, withTensors } from './read-fixture.js'

export function matchTable(rule: ReadRule, table: TensorTable): Match | null {
  return matchRule(rule, indexNames(table), table.metadata.get('general.architecture') ?? null)
}

/** Whether the tensor is what stands in the index under that name. */
export function answers({ name }: TensorEntry, asked: string, rule: ReadRule): boolean {
  if (rule.row.scope !== 'adapter') return name === asked
  const module = readAdapterName(name)?.module
  if (module === undefined) return false
  const plain = plainName(module, new Map())
  return plain === asked || rawName(module) === asked || asked.startsWith('unet/')
}

/** The table without every tensor that answers the need at that place, whichever spelling it has; null: the rule was silent anyway. */
export function withoutNeed(rule: ReadRule, table: TensorTable, place: number): Match | null {
  let left = table
  for (let round = 0; round < 50; round++) {
    const match = matchTable(rule, left)
    const asked = match?.names[place]
    if (match === null || asked === undefined) return match
    left = withTensors(
      left,
      left.tensors.filter((entry) => !answers(entry, asked, rule)),
    )
  }
  return matchTable(rule, left)
}

/** The table with lengths that no model has, wherever the rule reads one. */
export function withOddLengths(rule: ReadRule, table: TensorTable, place: number): TensorTable {
  const asked = matchTable(rule, table)?.names[place] ?? ''
  return withTensors(
    table,
    table.tensors.map((entry) =>
      answers(entry, asked, rule) ? { ...entry, shape: entry.shape.map(() => 13) } : entry,
    ),
  )
}

/** Tensors that answer a need, added to the table below the prefix of the match; null where a LoRA's part has no name of its own. */
export function withForbidden(rule: ReadRule, table: TensorTable, need: Need): TensorTable | null {
  const [name = ''] = need.names
  const lengths = (need.shape?.lengths ?? [null, null]).map((allowed) => allowed?.[0] ?? 5)
  const prefix = matchTable(rule, table)?.prefix ?? ''
  const open = need.shape?.open === true ? [...lengths, 1, 1] : lengths
  if (rule.row.scope !== 'adapter') {
    const shape = table.format === 'gguf' ? [...open].reverse() : open
    return withTensors(table, [
      ...table.tensors.filter((entry) => entry.name !== prefix + name),
      tensor(prefix + name, shape),
    ])
  }
  if (name.includes('/')) return null
  const [out = 5, input = 5] = lengths
  const module = `lora_unet_${name.replaceAll('#', '3')}`
  return withTensors(table, [
    ...table.tensors.filter((entry) => !answers(entry, name, rule)),
    tensor(`${module}.lora_down.weight`, [4, input]),
    tensor(`${module}.lora_up.weight`, [out, 4]),
  ])
}
