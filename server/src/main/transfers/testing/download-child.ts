import { writeSync } from 'node:fs'
import { access, rename } from 'node:fs/promises'
import { openAnswer } from '../../../adapters/egress/transfers/open-answer.js'
import { defaultPolicy } from '../../../core/policy-words.js'
import { openTransfers } from '../open-transfers.js'

/** What a process that is to be killed gets as its one argument. */
export interface ChildTask {
  /** The state folder, in which the source is on. */
  readonly state: string
  readonly files: readonly { readonly url: string; readonly size: number | null; readonly sha256: string | null; readonly part: string; readonly target: string }[]
}

/**
 * Fetches files and gives each its name when it is whole, as the change engine does: `download-child.ts TASK`. It says `ready` before it begins, and a
 * line of JSON for each file that it fetched or that failed. Pipe 3 gets the length of each piece of a body that reached it, before anything is done
 * with it: that outlives a kill.
 */
const task = JSON.parse(process.argv[2] ?? '') as ChildTask
const transfers = await openTransfers({
  state: task.state,
  env: {},
  policy: { read: async () => ({ policy: defaultPolicy, digest: '', path: '', problems: [] }) },
  parts: {
    async open(of) {
      const answer = await openAnswer(of)
      return { ...answer, body: counted(answer.body) }
    },
  },
})
const say = (line: unknown) => void process.stdout.write(`${JSON.stringify(line)}\n`)
say('ready')
await Promise.all(
  task.files.map(async ({ target, ...file }) => {
    if (await isThere(target)) return
    try {
      const { fetched, size } = await transfers.fetch({ ...file, blake3: null, maxBytes: 2 ** 40, name: 'model.safetensors' }, { signal: new AbortController().signal })
      await rename(file.part, target)
      say({ fetched, size })
    } catch (error) {
      say({ failed: error instanceof Error ? error.message : String(error) })
    }
  }),
)
process.exit(0)

async function* counted(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of body) {
    writeSync(3, `${piece.length}\n`)
    yield piece
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
