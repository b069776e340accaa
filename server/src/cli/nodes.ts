import type { NodePack } from '@greenlight/shared/node-packs'
import { countOf } from '../core/readiness/words.js'
import { openWorld } from '../main.js'
import { type Run, UsageError } from './command.js'

const changes: ReadonlySet<string> = new Set(['add', 'disable', 'enable', 'remove', 'update'])

export const nodes: Run = async (given, terminal) => {
  const [what] = given.paths
  if (what === 'why') return (await import('./why.js')).why({ ...given, paths: given.paths.slice(1, 2) }, terminal)
  if (what !== undefined && changes.has(what)) return (await import('./nodes-change.js')).changeNodes(given, terminal)
  if (what !== 'list') throw new UsageError(`nodes does not know "${what}"; it knows: list, why, ${[...changes].join(', ')}.`)
  if (given.paths.length > 1) throw new UsageError('nodes list takes nothing more.')
  const format = given.text('format') ?? 'text'
  if (format !== 'text' && format !== 'json') throw new UsageError(`--format is text or json, not "${format}".`)
  const place = await (await openWorld(given, terminal)).findPlace()
  if (place.says !== null) terminal.err(`${place.says}\n`)
  const { nodePacks: all } = await place.read({ signal: terminal.signal })
  const nodePacks = all.filter(({ kind }) => (!given.flag('registry') || kind === 'registry') && (!given.flag('dev') || kind === 'folder'))
  if (format === 'json') terminal.out(`${JSON.stringify({ schema: 'greenlight/node-packs@1', nodePacks }, null, 2)}\n`)
  else terminal.out(nodePacks.length === 0 ? 'No node pack is installed.\n' : `${nodePacks.map(line).join('\n')}\n`)
  return 0
}

function line(pack: NodePack): string {
  const version = pack.version ?? pack.commit?.slice(0, 8) ?? '-'
  const types = pack.nodeTypes === undefined ? '' : `  ${countOf(pack.nodeTypes.length, 'node type')}`
  const because = pack.because === undefined ? '' : `  (${pack.because})`
  return `${pack.state.padEnd(13)} ${pack.title}  ${version}  ${pack.repository ?? pack.id ?? pack.folder}${types}${because}`
}
