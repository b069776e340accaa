import { describeModel } from '../describe-model.js'
import { hostileFile, isHostileFile } from './hostile-file.js'
import { parts } from './parts.js'

/**
 * `memory-child.ts WHICH [parse]`: describes one hostile file, or only parses its header, in a process of its own and prints
 * `{header, grown, codes}`, in bytes. The most is what the system saw, for the reader gives nothing a chance to look meanwhile.
 */
const [which = '', how] = process.argv.slice(2)
if (!isHostileFile(which)) throw new Error(`No such file: ${which}`)
const { source, header } = hostileFile(which)
// What any reader needs once: code, tables, the shape of the heap.
describeModel(hostileFile('small').source, parts)
const before = process.memoryUsage.rss()
const codes = how === 'parse' ? parse() : describeModel(source, parts).faults.map(({ code }) => code)
const most = Math.max(process.resourceUsage().maxRSS * 1024, process.memoryUsage.rss())
process.stdout.write(JSON.stringify({ header, grown: most - before, codes }))

function parse(): readonly string[] {
  return Object.keys(JSON.parse(new TextDecoder().decode(source.read(8, header - 8))) as object).slice(0, 0)
}
