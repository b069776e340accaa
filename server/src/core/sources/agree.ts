import { hasModelExtension } from '../facts/model-folders.js'
import { compareEndings, splitEndings } from '../names/endings.js'
import { baseOf, foldText } from '../names/fold-text.js'
import { judgeNames } from '../names/judge-names.js'
import { readName } from '../names/read-name.js'
import { namesAsked } from '../readiness/models/names-asked.js'
import { compareFolders, mayBeKindOf } from './compare-folders.js'
import { isGenericFileName } from './generic-name.js'
import type { Asking, Offer } from './offer.js'

/** Whether what is offered is what the loader asks for. `unknown`: nothing contradicts, and the name does not prove it. */
export interface Agreement {
  readonly agrees: boolean | 'unknown'
  readonly says: string
  /** Only the name speaks for it, and many files have that name. */
  readonly generic?: true
}

const unknown = (says: string): Agreement => ({ agrees: 'unknown', says })
const wrong = (says: string): Agreement => ({ agrees: false, says })
const right: Agreement = { agrees: true, says: '' }

/** Name, kind and folder of an offer against the asking loader; one contradiction is enough against it. */
export function agree(asking: Asking, offer: Offer): Agreement {
  const answers = [agreeOnKind(asking, offer), agreeOnFolder(asking, offer), agreeOnName(asking, offer)]
  const against = answers.find(({ agrees }) => agrees === false) ?? answers.find(({ agrees }) => agrees === 'unknown')
  if (against !== undefined) return against
  const folder = compareFolders(asking.directory, offer.directory ?? offer.kindFolder) === 'same'
  return {
    agrees: true,
    says: folder ? 'Name, kind and folder agree.' : 'Name and kind agree; nothing tells its folder.',
  }
}

/** Whether two names are one to everybody: letter case, separators, escapes and sub-folders left aside. */
export function isSameName({ name, directory }: Asking, other: string): boolean {
  if (name === other) return true
  const base = baseOf(foldText(other))
  return namesAsked(name, directory).some((one) => baseOf(foldText(one)) === base)
}

function agreeOnName(asking: Asking, { name, called }: Offer): Agreement {
  if (called !== null && !isSameName(asking, called)) return wrong(`It is offered as ${called}.`)
  if (name === null) return unknown("The address does not tell the file's name.")
  if (isSameName(asking, name))
    return isGenericFileName(name) ? { ...unknown('Many different files have this name.'), generic: true } : right
  if (isGenericFileName(name))
    return called === null
      ? wrong(`The file is called ${name} there.`)
      : unknown(`It is called ${name} there, as many others.`)
  const { rung, differences } = judgeNames(
    readName(foldedBase(asking.name)),
    readName(foldedBase(name)),
    () => 0,
    () => true,
  )
  const alike =
    rung !== 'similar' ||
    (called !== null && !differences.some(({ weight }) => weight === 'conflict' || weight === 'other-words'))
  return alike ? unknown(`It is called ${name} there.`) : wrong(`The file there is ${name}.`)
}

function foldedBase(name: string): string {
  return baseOf(foldText(name))
}

const formats: ReadonlyMap<string, readonly string[]> = new Map([
  ['gguf', ['gguf']],
  ['onnx', ['onnx']],
  ['pickletensor', ['bin', 'ckpt', 'pkl', 'pt', 'pt2', 'pth']],
  ['safetensor', ['safetensors']],
  ['safetensors', ['safetensors']],
])

function agreeOnKind(asking: Asking, { name, format, noModel }: Offer): Agreement {
  if (noModel !== null) return wrong(`It is no model: ${noModel}.`)
  const asked = endingOf(asking.name)
  const endings = format === null ? undefined : formats.get(format.toLowerCase())
  if (endings !== undefined && asked !== '' && !endings.includes(asked))
    return wrong(`Its format is ${format}, and ${asking.name} is not.`)
  if (name === null) return right
  if (!hasModelExtension(name)) return isSameName(asking, name) ? right : wrong(`${name} is no model file.`)
  const own = endingOf(name)
  return compareEndings(asked, own) === 'same' ? right : wrong(`It is a .${own} file.`)
}

function endingOf(name: string): string {
  return splitEndings(foldedBase(name)).ending
}

function agreeOnFolder({ directory, sure }: Asking, offer: Offer): Agreement {
  if (directory === null) return right
  const named = compareFolders(directory, offer.directory)
  if (named === 'other')
    return (sure === true ? wrong : unknown)(`It is offered for ${offer.directory}, and the loader reads ${directory}.`)
  const kind = compareFolders(directory, offer.kindFolder)
  if (named === 'same' || kind !== 'other' || offer.kindFolder === null) return right
  const says = `Its kind belongs into ${offer.kindFolder}, and the loader reads ${directory}.`
  return sure === true && !mayBeKindOf(directory, offer.kindFolder) ? wrong(says) : unknown(says)
}
