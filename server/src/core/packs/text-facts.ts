import type { CodeFact } from '../pack-facts.js'
import { maskedName } from './read-pack-name.js'

interface LineRule {
  readonly file: RegExp
  readonly line: RegExp
  readonly kind: CodeFact['kind']
  readonly says: string
}

/** Forms told by a line of a text that is no Python. Lines that are comments in such files are left out before. */
const rules: readonly LineRule[] = [
  { file: /\.pth$/i, line: /^\s*import[\s\t]/, kind: 'at-python-start', says: 'Holds code that Python runs at every start, where it lies among the packages' },
  { file: /\.pth$/i, line: /^\s*[^\s#]/, kind: 'at-python-start', says: 'Adds to where Python looks at every start, where it lies among the packages' },
  { file: /^\.gitmodules$/, line: /^\s*url\s*=/i, kind: 'risky-requirement', says: 'Names a repository inside the repository; such are never fetched' },
  { file: /(?:^|\/)\.gitattributes$/, line: /\bfilter=(?!lfs\b)\S+/, kind: 'starts-programs', says: 'Asks git to run a filter; filters are switched off' },
  { file: /^pyproject\.toml$/i, line: /^\s*backend-path\s*=/, kind: 'install-script', says: 'Has a build of its own, which an installation of it as a package would run' },
  { file: /^pyproject\.toml$/i, line: /^\s*\[tool\.(?:hatch\.build(?:\.targets\.\w+)?\.hooks\.custom|pdm\.build\.hooks|poetry\.build|setuptools\.cmdclass)\b/, kind: 'install-script', says: 'Has a hook that runs when it is built' },
  { file: /^(?:hatch_build|pdm_build)\.py$/, line: /\S/, kind: 'install-script', says: 'Is a hook that runs when the pack is built' },
  { file: /^setup\.py$/i, line: /\bcmdclass\b/, kind: 'install-script', says: 'Has a hook that runs when it is built or installed as a package' },
  { file: /\.[cm]?js$/i, line: /\b(?:eval|Function)\s*\(\s*(?:window\.)?(?:atob|unescape|String\.fromCharCode|decodeURIComponent)\s*\(/, kind: 'obfuscated', says: 'Unpacks a text and runs it in the page' },
]

/** At most the first line of each rule: the rest of such a file says the same again. */
export function textFacts(file: string, text: string): readonly CodeFact[] {
  const mine = rules.filter((rule) => rule.file.test(file))
  if (mine.length === 0) return []
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|[\n\r]/)
  const seen = new Set<string>()
  return mine.flatMap((rule) => {
    const at = lines.findIndex((line) => !/^\s*(?:#|\/\/|\*)/.test(line) && line.length < 100_000 && rule.line.test(line))
    if (at < 0 || seen.has(`${rule.kind} ${at}`)) return []
    seen.add(`${rule.kind} ${at}`)
    const written = maskedName(lines[at] ?? '')
    return [{ kind: rule.kind, file, line: at + 1, says: `${rule.says}: ${written.length > 100 ? `${written.slice(0, 99)}…` : written}` }]
  })
}
