import path from 'node:path'

/** The part of `node:path` that is needed: `path.win32` and `path.posix` can be named in tests. */
type Flavour = Pick<path.PlatformPath, 'join' | 'resolve' | 'relative' | 'isAbsolute' | 'sep'>

const maxPathBytes = 4096
const maxNameBytes = 255

/** Control characters, and marks that turn the reading direction around so that a name shows as another one. */
const unseen = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/
/** What looks like `/` or `\` and what some program folds into it. */
const likeSeparators = /[\u2044\u2215\u2216\u29f5\u29f8\u29f9\ufe68\uff0f\uff3c]/
/** `%2e`, `%2f`, `%5c`, `%00`, however often escaped: a later decoder would make a way out of it. */
const escaped = /%(?:25)*(?:2e|2f|5c|00)/i
const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])[ ]*(?:\.|$)/i
const shortName = /^[^.]{1,6}~[0-9]{1,6}(?:\.[^.]{0,3})?$/

/**
 * The one way from foreign text (request, workflow, archive, answer of a server) to a path below `root`. Refuses instead of
 * cleaning: null for anything absolute, with a drive, `..`, an empty or `.` part, NUL, `:` (streams such as `::$DATA`), a
 * Windows device name, a part that ends in a dot or blank, `.git`, or that is too long. Both `/` and `\` separate.
 * Lexical only: whoever writes below the answer must still not follow links.
 */
export function safeJoin(root: string, foreign: string, flavour: Flavour = path): string | null {
  if (foreign === '' || /\p{Surrogate}/u.test(foreign) || bytesOf(foreign) > maxPathBytes) return null
  const parts = foreign.split(/[/\\]/)
  const windows = flavour.sep === '\\'
  if (!parts.every((part, at) => isHarmless(part, at === 0, windows))) return null
  const joined = flavour.join(root, ...parts)
  const back = flavour.relative(flavour.resolve(root), flavour.resolve(joined))
  const inside = back !== '' && back !== '..' && !back.startsWith(`..${flavour.sep}`) && !flavour.isAbsolute(back)
  return inside ? joined : null
}

function isHarmless(part: string, first: boolean, windows: boolean): boolean {
  if (part === '' || bytesOf(part) > maxNameBytes) return false
  if (part.includes(':') || /[. ]$/.test(part) || unseen.test(part) || likeSeparators.test(part) || escaped.test(part))
    return false
  if (deviceName.test(part) || part.toLowerCase() === '.git' || (first && part.startsWith('~'))) return false
  if (windows && (/[<>"|?*]/.test(part) || shortName.test(part))) return false
  // Some file systems fold compatibility forms: full-width dots would become `..`.
  const folded = part.normalize('NFKC')
  return folded === part || !(/[/\\:]/.test(folded) || /^\.+$/.test(folded) || deviceName.test(folded))
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}
