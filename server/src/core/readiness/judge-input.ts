import type { Evidence, InputEntry } from '@greenlight/shared/report'
import type { Installed } from '../installed.js'
import type { InputReference } from '../workflow/references.js'
import type { Cause } from './cause.js'
import { comboOf } from './combo.js'
import { separatorOf } from './models/separator.js'
import { listOf } from './words.js'

/** Whether a picture, video, sound or other file that the workflow reads is in the input folder. */
export function judgeInput(
  reference: InputReference,
  installed: Installed,
): { entry: InputEntry; cause: Cause | null } {
  const { state, evidence } = look(reference, installed)
  const { name, node, nodeType, kind, active } = reference
  const entry: InputEntry = { name, node, nodeType, kind, active, state }
  if (state === 'present' || !active) return { entry, cause: null }
  const shared = { subject: name, wanting: [nodeType], nodes: [node], evidence }
  if (state === 'missing') {
    return {
      entry,
      cause: {
        ...shared,
        key: `input-missing\n${name}`,
        kind: 'input-missing',
        severity: 'blocks',
        fix: 'choose-input',
        message: () => `The ${kind} ${name} is not in the input folder.`,
        next: ({ nodes }) => `Put it into the input folder, or choose another ${kind} in node ${listOf(nodes)}.`,
      },
    }
  }
  return {
    entry,
    cause: {
      ...shared,
      key: `input-uncertain\n${name}`,
      kind: 'input-uncertain',
      severity: 'warns',
      fix: null,
      message: () => `Cannot tell whether the ${kind} ${name} is here.`,
      next: () => `Look for it in ComfyUI's input folder, or open the workflow and see whether it shows.`,
    },
  }
}

function look(reference: InputReference, installed: Installed): { state: InputEntry['state']; evidence: Evidence[] } {
  const { name, nodeType, widget } = reference
  const { place, plain } = splitPlace(reference)
  if (plain.startsWith('blake3:'))
    return { state: 'uncertain', evidence: [{ from: 'workflow', says: 'It names an asset by its hash.' }] }
  if (place !== 'input')
    return { state: 'uncertain', evidence: [{ from: 'workflow', says: `It is read from the ${place} folder.` }] }
  const combo = comboOf(installed, nodeType, widget)
  if (combo !== null && combo.options.includes(name) && (combo.live || installed.inputs === null)) {
    return { state: 'present', evidence: [] }
  }
  if (installed.inputs !== null) {
    const path = separatorOf(installed) === '/' ? plain : plain.replaceAll('\\', '/')
    if (installed.inputs.has(path)) return { state: 'present', evidence: [] }
    return { state: 'missing', evidence: [{ from: 'disk', says: `The input folder does not have ${plain}.` }] }
  }
  if (combo === null)
    return {
      state: 'uncertain',
      evidence: [{ from: 'disk', says: 'Neither the input folder nor a list of it is there to look in.' }],
    }
  // The list holds the input folder's first level only, so a name with a sub-folder may be there without being listed.
  if (/[\\/]/.test(plain))
    return { state: 'uncertain', evidence: [{ from: 'object_info', says: `${nodeType} lists no sub-folders.` }] }
  return {
    state: 'missing',
    evidence: [
      { from: 'object_info', says: `${nodeType} does not list it in ${widget}.`, where: `/object_info/${nodeType}` },
    ],
  }
}

/** `a.png [output]` is read from the output folder (folder_paths.annotated_filepath). */
function splitPlace({ name, folder }: InputReference): { place: 'input' | 'output' | 'temp'; plain: string } {
  if (folder !== undefined) return { place: folder, plain: name }
  const found = / ?\[(input|output|temp)\]$/.exec(name)
  if (found === null) return { place: 'input', plain: name }
  const place = found[1] === 'output' ? 'output' : found[1] === 'temp' ? 'temp' : 'input'
  return { place, plain: name.slice(0, found.index) }
}
