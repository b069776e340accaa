import type { Held, HeldModel } from '@greenlight/shared/held'
import type { Installed } from '../installed.js'
import type { HashAsked } from '../model-index.js'
import type { EmbeddedModel } from '../workflow/model.js'
import type { ModelReference } from '../workflow/references.js'
import { filesAlike } from './alike-names.js'

/** Of one file: a prompt with a thousand tags is no list of models. */
const mostLookedUp = 100

/**
 * What has to be known of this disk's contents so that `findHere` can answer, in the words of a workflow's references: every hash on its own,
 * for the file may be called anything, and every file of the name with that hash, so that the two are compared.
 */
export function heldLookups(held: Held, installed: Installed): ModelReference[] {
  return held.models.slice(0, mostLookedUp).flatMap((model) => {
    const { name, directory } = model
    const embedded = hashesOf(model).flatMap(embed)
    // Only for the folders that the user added beside ComfyUI's.
    if (embedded.length === 0) return name === null ? [] : [reference(name, directory, [])]
    const alike = name === null ? [] : filesAlike(name, directory, installed, [])
    return [
      ...embedded.map((one) => reference(one.hash ?? '', directory, [one])),
      ...alike.map((file) => reference(file.name, file.folder, embedded)),
    ]
  })
}

/** Hashes that can be looked for; the sampled ones of old and checksums cannot. Of 12 digits unknown, both kinds are asked. */
export function hashesOf({ hash, others = [] }: HeldModel): readonly (HashAsked & { readonly whole: string })[] {
  return (hash === undefined ? [] : [hash, ...others]).flatMap(({ type, value }): (HashAsked & { whole: string })[] => {
    if (type === 'short' && value.length === 12) {
      return [
        { type: 'autov2', value: value.slice(0, 10), whole: value },
        { type: 'autov3', value, whole: value },
      ]
    }
    return type === 'sha256' || type === 'blake3' || type === 'autov2' || type === 'autov3' ? [{ type, value, whole: value }] : []
  })
}

function embed({ type, value }: HashAsked): EmbeddedModel[] {
  return [{ name: value, url: null, directory: null, hash: value, hashType: type, where: 'parameters' }]
}

function reference(name: string, directory: string | null, embedded: readonly EmbeddedModel[]): ModelReference {
  return { name, directory, node: null, nodeType: null, widget: null, active: true, embedded, evidence: [] }
}
