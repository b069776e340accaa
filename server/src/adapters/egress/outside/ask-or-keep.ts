import { createHash } from 'node:crypto'
import type { KeptAnswer } from '../../../core/outside.js'
import type { EgressAnswer } from '../../../core/ports.js'
import { ProblemError } from '../../../problems.js'
import type { OutsideHostParts, Question, Travelled } from './parts.js'

const freshMs = 4 * 60 * 60 * 1000
const keptStatus = new Set([200, 404, 410])
/** Headers with which a caller keeps answers itself, or asks for a part. */
const callersOwn = ['authorization', 'if-match', 'if-modified-since', 'if-none-match', 'range']
const standsFor = ['SOURCE_BUSY', 'SOURCE_UNREACHABLE']

/**
 * Answers a GET from what was kept, while that is younger than 4 hours; then asks whether it still holds (ETag, Last-Modified). Where the
 * source cannot be asked, or fails with 5xx, an old answer stands in, its age told. `cache-control: no-cache` asks anew.
 */
export async function askOrKeep(parts: OutsideHostParts, question: Question, ask: (question: Question) => Promise<Travelled>): Promise<EgressAnswer> {
  const names = new Set(Object.keys(question.headers).map((name) => name.toLowerCase()))
  if (question.method !== 'GET' || callersOwn.some((name) => names.has(name))) return (await ask(question)).answer
  const key = keyOf(parts.name, question)
  const kept = await parts.kept.load(key)
  const now = parts.clock.now()
  const anew = valueOf(question, 'cache-control') === 'no-cache'
  if (kept !== null && !anew && kept.at <= now && now - kept.at < freshMs && kept.bytes.length <= question.maxBytes) return told(kept, now)
  try {
    const { answer, direct } = await ask(kept?.direct === true ? { ...question, headers: { ...question.headers, ...conditions(kept) } } : question)
    const at = parts.clock.now()
    if (answer.status === 304 && kept !== null) {
      await parts.kept.save(key, { ...kept, at })
      return { status: kept.status, headers: kept.headers, bytes: kept.bytes }
    }
    if (answer.status >= 500 && kept !== null) return told(kept, at)
    if (mayBeKept(answer, question)) await parts.kept.save(key, { ...answer, at, direct })
    return answer
  } catch (error) {
    if (kept === null || !(error instanceof ProblemError) || !standsFor.includes(error.problem.code)) throw error
    return told(kept, parts.clock.now())
  }
}

function told({ status, headers, bytes, at }: KeptAnswer, now: number): EgressAnswer {
  return { status, headers, bytes, age: Math.max(0, Math.round((now - at) / 1000)) }
}

function mayBeKept({ status, headers }: EgressAnswer, { state }: Question): boolean {
  const control = headers.get('cache-control') ?? ''
  return keptStatus.has(status) && !/\bno-store\b/i.test(control) && !(state.token !== null && /\bprivate\b/i.test(control))
}

function conditions({ headers }: KeptAnswer): Record<string, string> {
  const [etag, modified] = [headers.get('etag'), headers.get('last-modified')]
  return { ...(etag === undefined ? {} : { 'if-none-match': etag }), ...(modified === undefined ? {} : { 'if-modified-since': modified }) }
}

/** Who asks is part of the question: another token may see other things. No text of it can be told from the key. */
function keyOf(name: string, question: Question): string {
  const { url, follow, state } = question
  const parts = [name, url.href, String(follow), valueOf(question, 'accept') ?? '', state.token ?? '']
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

function valueOf({ headers }: Question, wanted: string): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1]
}
