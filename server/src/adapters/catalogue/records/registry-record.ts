import type { PackAbout, PackRisk } from '@greenlight/shared/packs'
import { isForeign, numberOf, own, textOf, textsOf } from '../foreign.js'
import { plainText } from '../lists/plain-text.js'
import type { PackRecord } from './record-view.js'

type Entry = Readonly<Record<string, unknown>>

/**
 * A pack as the Comfy Registry answers it (`GET /nodes`), kept whole by ComfyUI-Manager's cache (`<hash>_nodes.json`) or in the
 * shorter words of Greenlight's own update. Both spell some fields differently; every one may be missing or null. Null without an id.
 */
export function registryRecord(value: unknown): PackRecord | null {
  if (!isForeign(value)) return null
  const id = textOf(own(value, 'id'))?.toLowerCase()
  if (id === undefined || id.length > 200 || /[/\\:\s]/.test(id)) return null
  const deprecated = deprecatedBy(value)
  const flag = flagOf(value)
  return {
    id,
    repository: textOf(own(value, 'repository')),
    title: textOf(own(value, 'title')) ?? textOf(own(value, 'name')),
    about: aboutOf(value, deprecated),
    risks: [
      ...(deprecated === null ? [] : [{ kind: 'deprecated', says: deprecated } satisfies PackRisk]),
      ...(flag === null ? [] : [{ kind: 'flagged', says: flag } satisfies PackRisk]),
    ],
    wins: [...textsOf(own(value, 'preempted')), ...textsOf(own(value, 'preempted_comfy_node_names'))],
    types: [],
  }
}

function aboutOf(value: Entry, deprecated: string | null): PackAbout {
  const version = versionOf(value)
  const text = (...keys: string[]) => keys.map((key) => textOf(own(value, key))).find((found) => found !== null) ?? null
  const publisher: unknown = own(value, 'publisher')
  const author = text('author') ?? (isForeign(publisher) ? textOf(own(publisher, 'name')) : text('publisher'))
  const description = plainText(text('description') ?? '')
  const stars = numberOf(own(value, 'stars')) ?? numberOf(own(value, 'github_stars'))
  const updated = text('updated') ?? (version === null ? null : textOf(own(version, 'createdAt')))
  const latest = text('latest') ?? (version === null ? null : textOf(own(version, 'version')))
  const licence = licenceOf(text('licence', 'license'))
  return {
    ...(author === null ? {} : { author }),
    ...(description === '' ? {} : { description }),
    // The registry says 0 where it never looked.
    ...(stars === null || stars <= 0 ? {} : { stars }),
    ...(updated === null || Number.isNaN(Date.parse(updated)) ? {} : { updated }),
    ...(latest === null || latest === 'nightly' ? {} : { latest }),
    ...(licence === null ? {} : { licence }),
    ...(deprecated === null ? {} : { deprecated }),
  }
}

function versionOf(value: Entry): Entry | null {
  const version = own(value, 'latest_version')
  return isForeign(version) ? version : null
}

function deprecatedBy(value: Entry): string | null {
  const said = own(value, 'deprecated')
  const version = versionOf(value)
  if (typeof said === 'string' && said.trim() !== '') return said.trim()
  if (said === true || (version !== null && own(version, 'deprecated') === true)) return 'The Comfy Registry marks its newest version as deprecated.'
  return ['NodeStatusDeleted', 'deleted'].includes(textOf(own(value, 'status')) ?? '') ? 'It was taken out of the Comfy Registry.' : null
}

/** `Flagged` occurs on ordinary packs: it is shown, it decides nothing. */
function flagOf(value: Entry): string | null {
  const version = versionOf(value)
  const states = [textOf(own(value, 'status')), version === null ? null : textOf(own(version, 'status'))]
  if (['NodeStatusBanned', 'NodeVersionStatusBanned', 'banned'].some((state) => states.includes(state))) return 'The Comfy Registry has banned it.'
  return states.includes('NodeVersionStatusFlagged') || states.includes('flagged') ? "The Comfy Registry's scan flagged its newest version." : null
}

/** Often JSON in a string: `{"file": "LICENSE"}` names no licence, `{"text": "MIT"}` does. */
function licenceOf(text: string | null): string | null {
  if (text === null || !text.startsWith('{')) return text === null ? null : text.slice(0, 200)
  try {
    const value: unknown = JSON.parse(text)
    return isForeign(value) ? (textOf(own(value, 'text'))?.slice(0, 200) ?? null) : null
  } catch {
    return null
  }
}
