/** What secrets look like in a text: the group `secret` of each is taken out. Each runs in a time that grows with the text alone. */

const named = 'token|secret|passw(?:or)?d|api[_-]?key|access[_-]?key|private[_-]?key|credentials?|jwt|x-(?:amz|goog)-[a-z0-9-]+'
/** Words that mean a secret in the query of an address only. */
const inQuery = `${named}|auth|authorization|key|key-pair-id|policy|pwd|session|session_?id|sig|signature`

export interface SecretPattern {
  readonly pattern: RegExp
  /** Whether what was found is one; absent: it is. */
  readonly when?: (secret: string) => boolean
}

export const secretPatterns: readonly SecretPattern[] = [
  // `?token=...`, `&X-Amz-Signature=...`, `#access_token=...`
  { pattern: new RegExp(`[?&;#](?:[a-z0-9]{1,20}[_-])?(?:${inQuery})=(?<secret>[^&#\\s"'<>\`]+)`, 'dgi') },
  // `HF_TOKEN=...`; with blanks it may be a line of a program
  { pattern: new RegExp(`(?<![a-z0-9])(?:${named})["']?=["']?(?<secret>[^&#\\s"'<>\`]+)`, 'dgi') },
  { pattern: new RegExp(`(?<![a-z0-9])(?:${named})["']?\\s{0,2}=\\s{0,2}["']?(?<secret>[^&#\\s"'<>\`]+)`, 'dgi'), when: looksRandom },
  { pattern: /(?<=[a-z0-9])(?:Token|Secret|Password|ApiKey|AccessKey)["']?\s{0,2}[=:]\s{0,2}["']?(?<secret>[^&#\s"'<>`]+)/dg, when: looksRandom },
  // `"token": "..."` of JSON and YAML, then the same without quotes
  { pattern: new RegExp(`(?<![a-z0-9])(?:${named})\\\\?["']?\\s{0,2}:\\s{0,2}\\\\?["'](?<secret>(?:[^"'\\\\]|\\\\[^"'])+)`, 'dgi') },
  { pattern: new RegExp(`(?<![a-z0-9])(?:${named})["']?\\s{0,2}:\\s{0,2}(?<secret>[^\\s"',;&<>]+)`, 'dgi'), when: looksRandom },
  // headers
  { pattern: /authorization["']?\s{0,2}[:=]\s{0,2}["']?(?:(?:basic|bearer|digest|token)\s{1,9})?(?<secret>[^\s"'<>][^\r\n"'<>]*)/dgi },
  { pattern: /(?<![a-z0-9])cookie["']?\s{0,2}:\s{0,2}["']?(?<secret>[^\s"'<>][^\r\n"'<>]*)/dgi },
  { pattern: /(?<![a-z0-9])(?:basic|bearer)\s{1,9}["']?(?<secret>[a-z0-9._~+/=-]{6,})/dgi, when: looksRandom },
  // `https://user:word@host`: all before the @ but the name that every git host has
  { pattern: /:\/\/(?<secret>[^\s/?#"'<>\\]+)@/dg, when: (name) => name !== 'git' },
  // what is a key by its shape
  { pattern: /(?<![a-z0-9])(?<secret>hf_[a-z0-9]{16,}|api_org_[a-z0-9]{16,}|gh[oprsu]_[a-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|sk-[a-z0-9]{20,})/dgi },
  { pattern: /(?<![\w-])(?<secret>AKIA[0-9A-Z]{16}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*)/dg },
  // Civitai's keys are hex like any hash: only a word before them tells
  { pattern: /(?:key|token)["']?[\s:=]{1,3}["']?(?<secret>[0-9a-f]{32})(?![0-9a-f])/dgi },
  // our own
  { pattern: /approve:[0-9A-HJKMNP-TV-Z]{26}:(?<secret>[A-Z2-7]{8,})/dg },
]

/** Names of headers, settings and fields whose whole value is a secret; `apiKey` and `api_key` alike. */
export function isSecretName(name: string): boolean {
  const words = name.slice(0, 200).replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
  return new RegExp(`(?:^|[^a-z0-9])(?:${named}|authorization|(?:set-)?cookie)$`).test(words)
}

/** A word of a language has one case and no digits; what was drawn by lot seldom has. */
function looksRandom(word: string): boolean {
  return word.length >= 20 || (word.length >= 6 && (/[0-9~+=]/.test(word) || /[a-z][A-Z]/.test(word)))
}
