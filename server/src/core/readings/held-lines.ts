import type { HeldModel } from '@greenlight/shared/held'
import type { WorkflowReport } from '@greenlight/shared/report'

export interface HeldLine {
  readonly word: 'made by' | 'model'
  readonly text: string
}

const mostModels = 20

/**
 * A few lines about what a picture tells beside or instead of a workflow: who made it and with which settings, then each model it names and
 * where that lies here. None for a graph without parameters: the report says it all.
 */
export function heldLines({ held }: Pick<WorkflowReport, 'held'>): HeldLine[] {
  if (held === undefined || held.grade === 'none') return []
  const { grade, tool, models, settings } = held
  if (grade !== 'parameters-only' && grade !== 'inferred' && settings.length === 0 && models.length === 0) return []
  const beside = grade === 'exact-workflow' || grade === 'prompt-only' ? ', beside the workflow' : ''
  const what = grade === 'inferred' ? 'nothing that can be read tells more' : `${keySettings(settings)}${beside}`
  const left = models.length - mostModels
  return [
    { word: 'made by', text: `${tool ?? 'a program that does not say its name'}: ${what}` },
    ...models.slice(0, mostModels).map((model): HeldLine => ({ word: 'model', text: modelLine(model) })),
    ...(left > 0 ? [{ word: 'model' as const, text: `and ${left} more` }] : []),
  ]
}

const key = ['steps', 'sampler', 'schedule type', 'scheduler', 'cfg scale', 'seed', 'size']

function keySettings(settings: readonly { readonly name: string; readonly value: string }[]): string {
  const told = settings.filter(({ name }) => key.includes(name.toLowerCase())).map(({ name, value }) => `${name} ${short(value, 60)}`)
  const rest = settings.length - told.length
  if (told.length === 0) return settings.length === 0 ? 'a prompt without settings' : `${settings.length} settings`
  return `${told.join(', ')}${rest === 0 ? '' : `, ${rest} more`}`
}

/** `name (loras, AutoV3 1234567890ab, weight 0.8): /models/loras/name.safetensors: Its AutoV3 is ...`. */
function modelLine({ name, directory, hash, air, weight, here }: HeldModel): string {
  const told = [directory, hash === undefined ? null : `${kinds[hash.type]} ${hash.value}`, air, weight === undefined ? null : `weight ${weight}`]
  const about = told.filter((one) => one !== null && one !== undefined).join(', ')
  const head = name === null ? `unnamed (${about})` : about === '' ? short(name, 200) : `${short(name, 200)} (${about})`
  if (here === undefined) return head
  if (here.length === 0) return `${head}: not found here`
  const places = here.slice(0, 3).map(({ path, says }) => `${path}: ${says}`)
  const more = here.length > 3 ? [`and ${here.length - 3} more files`] : []
  return `${head}: ${[...places, ...more].join(' or ')}`
}

const kinds: Readonly<Record<NonNullable<HeldModel['hash']>['type'], string>> = {
  autov1: 'AutoV1',
  autov2: 'AutoV2',
  autov3: 'AutoV3',
  blake3: 'BLAKE3',
  crc32: 'CRC32',
  sha256: 'SHA-256',
  short: 'hash',
}

function short(text: string, most: number): string {
  const letters = [...text.slice(0, most * 2)]
  return letters.length > most ? `${letters.slice(0, most).join('')}...` : letters.join('')
}
