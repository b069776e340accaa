import { type Decision, DecisionSchema } from '@greenlight/shared/decisions'
import * as v from 'valibot'
import { describeDecision } from '../../core/decisions/describe-decision.js'
import { printable } from '../../core/readings/printable.js'
import { UsageError } from '../command.js'
import { printJson, type Sub, type SubCall } from './sub.js'

/** `remember TYPE PACK`, or `remember MODEL --use VALUE | --url ADDRESS [--directory NAME]`; everywhere unless a workflow is named. */
export const remember: Sub = {
  takes: [1, 2, 'TYPE PACK, or MODEL with --use VALUE or --url ADDRESS'],
  async run(call) {
    const decision = decisionIn(call)
    await call.book.remember([decision])
    if (call.json) printJson(call, { schema: 'greenlight/decisions-remember@1', remembered: decision })
    else call.terminal.out(`Remembered: ${printable(describeDecision(decision))}\n`)
    return 0
  },
}

function decisionIn({ rest, given }: SubCall): Decision {
  const [subject = '', pack] = rest
  const [use, url, directory, workflow] = [given.text('use'), given.text('url'), given.text('directory'), given.text('workflow')]
  const scope = workflow === undefined ? { everywhere: true } : { workflow }
  if (pack !== undefined) {
    if (use !== undefined || url !== undefined || directory !== undefined) throw new UsageError('--use, --url and --directory are for models; a node type is answered by a pack.')
    return checked({ about: 'node-type', scope, type: subject, ...packIn(pack) })
  }
  if ((use === undefined) === (url === undefined)) throw new UsageError('decisions remember needs TYPE PACK, or MODEL with one of --use VALUE and --url ADDRESS.')
  if (url !== undefined && !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw new UsageError(`--url takes an address of the web, not "${url}".`)
  return checked({ about: 'model', scope, name: subject, directory: directory ?? null, use: url === undefined ? { widgetValue: use } : { url } })
}

/** A repository has slashes, an id of the Comfy Registry has none. */
function packIn(pack: string): { id: string | null; repository: string | null } {
  return /[/:]/.test(pack) ? { id: null, repository: pack } : { id: pack, repository: null }
}

function checked(value: unknown): Decision {
  const read = v.safeParse(DecisionSchema, value)
  if (!read.success) throw new UsageError(`That cannot be remembered: ${v.summarize(read.issues).split('\n')[0] ?? ''}`)
  return read.output
}
