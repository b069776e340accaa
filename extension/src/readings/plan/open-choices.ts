import type { Choice, OpenChoice } from '@greenlight/shared/plans'

/** Names an open choice for as long as it is open. */
export function choiceKey(choice: OpenChoice): string {
  if (choice.about === 'node-pack') return `node-pack\n${choice.types.join('\n')}`
  if (choice.about === 'model') return `model\n${choice.directory ?? ''}\n${choice.name}`
  return choice.about === 'input' ? `input\n${choice.node}\n${choice.name}` : `conflict\n${choice.pack}\n${choice.code}`
}

/** What the person picked for one open choice. */
export type Pick =
  | { of: 'pack'; option: number }
  | { of: 'file'; file: number; by: 'adopt' | 'link' | 'move' | 'widget' }
  | { of: 'source'; source: number }
  | { of: 'input'; option: number }
  | { of: 'conflict'; answer: number }

/** A pick in the words of a proposal: a pack answers those of the types that it has. */
export function choicesOf(open: OpenChoice, pick: Pick): Choice[] {
  if (open.about === 'node-pack' && pick.of === 'pack') {
    const option = open.options[pick.option]
    if (option === undefined) return []
    const { id, repository } = option.candidate
    return open.types.filter((type) => option.explains.includes(type)).map((type) => ({ about: 'node-type', type, id, repository }))
  }
  if (open.about === 'input') {
    const use = pick.of === 'input' ? open.options?.[pick.option] : undefined
    return use === undefined ? [] : [{ about: 'input', node: open.node, name: open.name, use }]
  }
  if (open.about === 'pack-conflict') {
    const choose = pick.of === 'conflict' ? open.answers[pick.answer]?.choose : undefined
    return choose === undefined ? [] : [{ about: 'pack-conflict', pack: open.pack, choose }]
  }
  if (open.about !== 'model') return []
  const { name, directory } = open
  if (pick.of === 'file') {
    const path = open.files[pick.file]?.path
    return path === undefined ? [] : [{ about: 'model', name, directory, use: { how: 'file', path, by: pick.by } }]
  }
  const source = pick.of === 'source' ? open.sources[pick.source] : undefined
  return source === undefined ? [] : [{ about: 'model', name, directory, use: { how: 'download', url: source.raw ?? source.url } }]
}

/** New choices beside the earlier ones; of two about the same thing the newer holds. */
export function mergeChoices(before: readonly Choice[], now: readonly Choice[]): Choice[] {
  return [...new Map([...before, ...now].map((choice) => [aboutOf(choice), choice])).values()]
}

function aboutOf(choice: Choice): string {
  if (choice.about === 'node-type') return `type\n${choice.type}`
  if (choice.about === 'pack-conflict') return `conflict\n${choice.pack}`
  return choice.about === 'model' ? `model\n${choice.directory ?? ''}\n${choice.name}` : `input\n${choice.node}\n${choice.name}`
}
