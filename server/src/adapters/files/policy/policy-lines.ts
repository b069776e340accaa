import { isMap, isScalar, isSeq, parseDocument } from 'yaml'
import type { Policy, PolicyRule } from '../../../core/policy-words.js'
import { policyRules } from '../../../core/policy-words.js'
import { type Block, splitBlocks } from '../sources/blocks.js'

export interface PolicyFault {
  /** Counted from 1. */
  readonly line: number
  readonly because: string
  /** Whose default holds; null: the line names no rule. */
  readonly rule: PolicyRule | null
}

export interface ReadPolicy {
  readonly said: Partial<Policy>
  readonly faults: readonly PolicyFault[]
}

type Reader<T> = (value: unknown) => { readonly ok: T } | string
type Said = { -readonly [K in keyof Policy]?: Policy[K] }

/** The other spelling of the licence rule is taken too. */
const spellings: ReadonlyMap<string, keyof Policy> = new Map([
  ...Object.keys(policyRules).filter(isRule).map((key): [string, keyof Policy] => [policyRules[key], key]),
  ['licence_allow', 'licenceAllow'],
])

const readers: { readonly [K in keyof Policy]: Reader<Policy[K]> } = {
  maxConcurrentDownloads: whole(1, 16),
  allowedSources: words(/^(?:civitai|comfy-registry|github|huggingface|modelscope|pypi)$/, 'a source is one of civitai, comfy-registry, github, huggingface, modelscope, pypi'),
  hosts: words(/^(?!.*\.\.)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/, 'a host is a name like models.example.org, or that with :PORT'),
  maxFileBytes: bytes,
  maxTotalBytes: bytes,
  licenceAllow: words(/^[a-z0-9][a-z0-9.+-]*$/, 'a licence is an SPDX word like MIT or CC-BY-4.0'),
  plainFormats: words(/^\.[a-z0-9]{1,16}$/, 'a format is an ending like .safetensors'),
  protectedPackages: words(/^[a-z0-9](?:[a-z0-9-]*)\*?$/, 'a package is a name like torch, or the beginning of names like nvidia-*'),
  coolDownDays: whole(0, 365),
  installWith: (value) => (value === 'greenlight' || value === 'manager' ? { ok: value } : 'it is greenlight or manager'),
}

/** `policy.yaml`, rule by rule: a fault in one cannot change what another one says. Never throws. */
export function readPolicyLines(text: string): ReadPolicy {
  const said: Said = {}
  const seen = new Set<keyof Policy>()
  const faults: PolicyFault[] = []
  const { head, blocks } = splitBlocks(text)
  const stray = head.findIndex((line) => /^\s+[^\s#]/.test(line))
  if (stray >= 0) faults.push({ line: stray + 1, because: 'it begins with blanks and belongs to no rule', rule: null })
  for (const { line, lines } of withLists(blocks)) {
    const read = readRule(lines.join('\n'))
    if (typeof read === 'string') {
      faults.push({ line, because: read, rule: null })
      continue
    }
    const { key, value } = read
    const rule = policyRules[key]
    if (seen.has(key)) {
      Reflect.deleteProperty(said, key)
      faults.push({ line, because: `${rule} stands there twice`, rule })
      continue
    }
    seen.add(key)
    const because = typeof value === 'object' && value !== null && 'bad' in value ? 'it is not well-formed' : take(said, key, value)
    if (because !== null) faults.push({ line, because, rule })
  }
  return { said, faults }
}

/** A list may stand as far to the left as its rule does. */
function withLists(blocks: readonly Block[]): Block[] {
  const joined: Block[] = []
  for (const block of blocks) {
    const before = joined.at(-1)
    if (before !== undefined && /^-(?:\s|$)/.test(block.lines[0] ?? '')) joined[joined.length - 1] = { ...before, lines: [...before.lines, ...block.lines] }
    else joined.push(block)
  }
  return joined
}

/** null: taken; else what is wrong with the value. */
function take<K extends keyof Policy>(said: Said, key: K, value: unknown): string | null {
  const read = readers[key](value)
  if (typeof read === 'string') return read
  said[key] = read.ok
  return null
}

/** One top-level entry: a plain value, or a list of plain values. Aliases and tags have no place in it. */
function readRule(text: string): { readonly key: keyof Policy; readonly value: unknown } | string {
  const name = /^["']?([A-Za-z_]+)["']?\s*:/.exec(text)?.[1]
  const key = name === undefined ? undefined : spellings.get(name)
  if (key === undefined) return name === undefined ? 'it is no rule' : `there is no rule ${name.slice(0, 60)}`
  const bad = { key, value: { bad: true } }
  if (text.length > 64 * 1024) return bad
  const document = parseDocument(text, { prettyErrors: false, schema: 'core' })
  const pair = isMap(document.contents) && document.contents.items.length === 1 ? document.contents.items[0] : undefined
  if (document.errors.length > 0 || pair === undefined) return bad
  const node = pair.value
  if (node === null || isScalar(node)) return { key, value: isScalar(node) ? node.value : null }
  if (!isSeq(node) || !node.items.every((one) => isScalar(one))) return bad
  return { key, value: node.items.map((one) => (isScalar(one) ? one.value : null)) }
}

function whole(least: number, most: number): Reader<number> {
  return (value) => (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? { ok: value } : `it is a whole number from ${least} to ${most}`)
}

/** `20 GB` counts 1000, `20 GiB` 1024; `none`, or nothing: no limit. */
function bytes(value: unknown): ReturnType<Reader<number | null>> {
  if (value === null || value === 'none') return { ok: null }
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? { ok: value } : 'it is a number of bytes'
  const [, amount = '', unit = '', binary] = /^(\d{1,6}(?:\.\d{1,3})?)\s*([KMGT])(i?)B$/i.exec(typeof value === 'string' ? value.trim() : '') ?? []
  const power = 'KMGT'.indexOf(unit.toUpperCase()) + 1
  const count = Math.floor(Number(amount) * (binary === '' ? 1000 : 1024) ** power)
  return amount !== '' && count > 0 ? { ok: count } : 'it is a number of bytes like 20 GB, or none'
}

/** Lower case, each once, sorted: the order in the file means nothing. */
function words(fits: RegExp, says: string): Reader<readonly string[]> {
  return (value) => {
    const list = value === null ? [] : Array.isArray(value) ? value : [value]
    const spelled = list.map((one) => (typeof one === 'string' ? one.trim().toLowerCase() : ''))
    return spelled.every((one) => fits.test(one)) ? { ok: [...new Set(spelled)].sort() } : says
  }
}

function isRule(key: string): key is keyof Policy {
  return Object.hasOwn(policyRules, key)
}
