import type { ProgramAnswer } from '../../core/change-ports.js'

const known: readonly (readonly [RegExp, string])[] = [
  [/could not resolve host/i, 'its host is not found'],
  [
    /terminal prompts disabled|could not read (?:username|password)|authentication failed|\b401\b|\b403\b/i,
    'it is not there, or it is private',
  ],
  [
    /repository .*not found|\b404\b|does not appear to be a git repository|not valid: is this a git/i,
    'it is not there',
  ],
  [/ssl|certificate|tls/i, 'its certificate is not trusted'],
  [/timed out|operation too slow|connection reset|early eof|hung up/i, 'the connection broke off'],
  [/failed to connect|connection refused|couldn't connect|network is unreachable/i, 'its host does not answer'],
  [
    /transport '[^']*' not allowed|protocol .* (?:not supported|disabled)/i,
    'it leads to another kind of address, which is refused',
  ],
  [/no space left|disk full/i, 'the disk is full'],
  [/fsck|bad object|corrupt|malformed|inflate|missing blob|unpack/i, 'what it holds is damaged'],
]

/** Why git did not do it, as a clause without addresses, for people. */
export function sayWhy({
  stderr,
  timedOut,
  cut,
  code,
}: Pick<ProgramAnswer, 'code' | 'cut' | 'stderr' | 'timedOut'>): string {
  if (timedOut) return 'it took too long'
  if (cut) return 'it says too much'
  const found = known.find(([pattern]) => pattern.test(stderr))
  if (found !== undefined) return found[1]
  const said = stderr
    .replace(/[a-z]+:\/\/\S+/gi, 'the address')
    .split(/[\r\n]+/)
    .find((line) => /^(?:fatal|error):/.test(line))
    ?.replace(/^\w+: /, '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/\.$/, '')
    .slice(0, 200)
  return said === undefined || said === '' ? `git ended with status ${code ?? 'none'}` : `git says: ${said}`
}
