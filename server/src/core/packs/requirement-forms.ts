import { maskedName } from './read-pack-name.js'

/** A requirement of an index by name, the only form that is ever handed on. `name` normalised as PEP 503 has it. */
export interface NamedRequirement {
  readonly ok: true
  readonly name: string
  /** As written, without the marker and options: `>=1.0,<2`; '' for any. */
  readonly versions: string
}
export type RequirementForm = NamedRequirement | { readonly ok: false; readonly says: string } | { readonly ok: 'include'; readonly file: string }

const named = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(\[[A-Za-z0-9._,\s-]*\])?\s*(.*)$/
const clause = /^(?:===|==|~=|!=|<=|>=|<|>)\s*[A-Za-z0-9][A-Za-z0-9.*+!_-]*$/
const hashes = /^(?:\s*--hash(?:=|\s+)(?:sha256|sha384|sha512):[0-9a-fA-F]{32,128})+$/

/** Options of pip by their long and short names, each with what it would do. An unknown one is told as such. */
const options: readonly (readonly [RegExp, string])[] = [
  [/^(?:--index-url|--pypi-url|-i)(?=[\s=]|$|[^-\s])/, 'takes packages from another index'],
  [/^--extra-index-url/, 'takes packages from a further index'],
  [/^(?:--find-links|-f)(?=[\s=]|$|[^-\s])/, 'takes packages from links of another place'],
  [/^--trusted-host/, 'switches off the check of a host'],
  [/^(?:--editable|-e)(?=[\s=]|$|[^-\s])/, 'installs a folder or repository in place, which runs its set-up'],
  [/^(?:--constraint|-c)(?=[\s=]|$|[^-\s])/, 'takes limits from another file'],
  [/^--(?:global-option|install-option|config-settings)/, 'hands options to a build'],
]
const include = /^(?:--requirement(?:\s*=\s*|\s+)|-r\s*=?\s*)(.+)$/

/**
 * Judges one line of a requirements file (gate G3). Everything but `name[extras] versions ; marker`, with or without `--hash`, is
 * refused with what it would do; a marker behind it is told, because it would hide the line from some machines. Lines cost one pass.
 */
export function readRequirementForm(line: string): RequirementForm {
  if (line.length > 4000) return refused('is longer than any requirement')
  if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/.test(line)) return refused(`holds characters that do not show: ${show(line)}`)
  if (/\$\{[^}]*\}/.test(line)) return refused(`takes a part of itself from the environment: ${show(line)}`)
  if (line.startsWith('-')) return readOption(line)
  const [whole, marker] = splitMarker(line)
  const behind = marker === null ? '' : `, hidden behind the marker "${show(marker)}"`
  const [requirement, trailing] = splitOptions(whole)
  const option = trailing ?? splitOptions(marker ?? '')[1]
  if (option !== null && !hashes.test(option)) {
    const found = readOption(option)
    return found.ok === false ? refused(`${found.says} inside the line of a package${behind}`) : refused(`has an option inside: ${show(option)}`)
  }
  const address = addressOf(requirement)
  return address === null ? readNamed(requirement) : refused(`${address}: ${show(requirement)}${behind}`)
}

function readOption(line: string): RequirementForm {
  const file = include.exec(line)?.[1]?.trim().replace(/^(["'])(.*)\1$/, '$2')
  if (file !== undefined) return { ok: 'include', file }
  const [name = ''] = line.split(/[\s=]/, 1)
  const known = options.find(([pattern]) => pattern.test(line))
  return refused(known === undefined ? `has an option that is not known here: ${show(name)}` : `${known[1]}: ${show(line)}`)
}

function readNamed(text: string): RequirementForm {
  const [, name, , rest = ''] = named.exec(text) ?? []
  const versions = rest.replace(/^\((.*)\)$/, '$1').trim()
  const good = versions === '' || versions.split(',').every((one) => one.trim() === '' || clause.test(one.trim()))
  if (name === undefined || !good || /\.(?:whl|zip|tar\.\w+|tgz)$/i.test(text)) return refused(`is no name of a package: ${show(text)}`)
  return { ok: true, name: normaliseDistribution(name), versions: versions.replace(/\s+/g, '') }
}

/** Whether a requirement names a place instead of a name in an index. */
function addressOf(text: string): string | null {
  const [, place = text] = /^[A-Za-z0-9._-]+\s*(?:\[[^\]]*\])?\s*@\s*(\S.*)$/.exec(text) ?? []
  const by = place === text ? '' : ' under the name of a package'
  if (/^(?:git|hg|svn|bzr)\+/i.test(place) || /^git@|^git:\/\//i.test(place)) return `takes code from a repository${by}`
  if (/^file:/i.test(place)) return `takes a file of this machine${by}`
  if (/^https?:\/\//i.test(place)) return `takes an archive from an address${by}`
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(place)) return `takes something from an address${by}`
  if (/^(?:\.{1,2}(?:[\\/[]|$)|[\\/~]|[A-Za-z]:[\\/])/.test(place) || /[\\/]/.test(place)) return `takes a folder or file by its path${by}`
  return place === text ? null : 'takes something by a place'
}

/** A `;` of an address needs a blank before it to begin a marker (PEP 508); of a name it does not. */
function splitMarker(line: string): [string, string | null] {
  const at = /:\/\/|@\s*file:|^file:/i.test(line) ? line.search(/\s;/) : line.indexOf(';')
  return at < 0 ? [line, null] : [line.slice(0, at).trim(), line.slice(at).replace(/^\s*;/, '').trim()]
}

function splitOptions(text: string): [string, string | null] {
  const at = text.search(/\s-{1,2}[A-Za-z]/)
  return at < 0 ? [text, null] : [text.slice(0, at).trim(), text.slice(at).trim()]
}

/** PEP 503: `Foo_Bar.baz` and `foo-bar-baz` are one distribution. */
export function normaliseDistribution(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-')
}

function refused(says: string): { readonly ok: false; readonly says: string } {
  return { ok: false, says }
}

function show(text: string): string {
  const plain = maskedName(text)
  return plain.length > 120 ? `${plain.slice(0, 119)}…` : plain
}
