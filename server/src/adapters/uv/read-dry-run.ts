import { normaliseName, type Resolved, type ResolverAnswer } from '../../core/python-words.js'

/** Reads what `uv pip install --dry-run -v` printed on standard error. */
export function readDryRun(code: number | null, stderr: string): ResolverAnswer {
  const text = stderr.replace(/\r\n/g, '\n')
  return code === 0 ? { ok: true, resolved: readResolved(text) } : { ok: false, ...readFailure(text) }
}

function readResolved(text: string): Resolved {
  const changes = new Map<string, { before: string | null; after: string | null }>()
  const needs: { parent: string; version: string; requirement: string }[] = []
  for (const line of text.split('\n')) {
    const [, sign, name, version] = /^ ([-+]) ([A-Za-z0-9][\w.-]*)==(\S+)/.exec(line) ?? []
    if (sign !== undefined && name !== undefined && version !== undefined) {
      const change = changes.get(normaliseName(name)) ?? { before: null, after: null }
      changes.set(normaliseName(name), sign === '-' ? { ...change, before: version } : { ...change, after: version })
    }
    const [, parent, at, requirement] = /^DEBUG Adding transitive dependency for ([\w.-]+)==(\S+?): (.{1,500})$/.exec(line) ?? []
    if (parent !== undefined && at !== undefined && requirement !== undefined) needs.push({ parent, version: at, requirement: requirement.replace(/\*$/, '') })
  }
  const real = [...changes].filter(([, { before, after }]) => before !== after)
  return { changes: real.map(([name, change]) => ({ name, ...change })).sort((a, b) => (a.name < b.name ? -1 : 1)), needs }
}

function readFailure(text: string): { readonly why: 'conflict' | 'refused' | 'unreachable'; readonly says: string } {
  const lines = text.split('\n').filter((line) => !/^(?:DEBUG|INFO|TRACE|WARN) /.test(line))
  const from = lines.findIndex((line) => /^\s*(?:error:|×)/.test(line))
  const says = lines.slice(Math.max(from, 0)).join('\n').trim().slice(0, 20_000)
  if (/network was disabled|Failed to fetch|error sending request|[Cc]onnection refused|dns error|timed out|client error \(Connect\)|status server error/.test(says)) return { why: 'unreachable', says }
  return { why: /No solution found|unsatisfiable/.test(says) ? 'conflict' : 'refused', says }
}
