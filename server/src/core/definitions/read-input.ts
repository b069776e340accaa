import { isList, isRecord, own, textOr, type ForeignRecord } from '../workflow/foreign.js'
import type { DynamicOption, InputDefinition } from './model.js'

/** Types that the frontend gives a widget of its own; every other type is a socket. */
const widgetTypes: ReadonlySet<string> = new Set([
  'AUDIO_RECORD',
  'AUDIO_UI',
  'BOOLEAN',
  'BOUNDING_BOX',
  'BOUNDING_BOXES',
  'COLOR',
  'COLORS',
  'COMBO',
  'COMFY_DYNAMICCOMBO_V3',
  'CURVE',
  'FLOAT',
  'IMAGECOMPARE',
  'IMAGECROP',
  'IMAGEUPLOAD',
  'INT',
  'LOAD_3D',
  'MARKDOWN',
  'PAINTER',
  'RANGE',
  'STRING',
  'TEXTAREA',
  'WEBCAM',
])

/** Nesting of dynamic combos and autogrow templates that is read. */
const maxNesting = 8

/**
 * Inputs of one section, in `input_order` where it is given. A nested section's names get `prefix` before them, as the
 * prompt has them. Recursion is bounded by `maxNesting`.
 */
export function readInputs(
  section: unknown,
  kind: InputDefinition['section'],
  order: unknown,
  prefix: string,
  nesting = 0,
): InputDefinition[] {
  if (!isRecord(section) || nesting > maxNesting) return []
  const keys = Object.keys(section)
  const listed = isList(order)
    ? order.filter((name) => typeof name === 'string' && Object.hasOwn(section, name)).map(String)
    : keys
  const names = listed.length === keys.length ? listed : [...new Set([...listed, ...keys])]
  return names.flatMap((name) => {
    const spec = own(section, name)
    return isList(spec) && spec.length > 0 ? [readInput(prefix + name, name, kind, spec, nesting)] : []
  })
}

function readInput(
  name: string,
  bare: string,
  section: InputDefinition['section'],
  spec: readonly unknown[],
  nesting: number,
): InputDefinition {
  const settings = isRecord(spec[1]) ? spec[1] : {}
  const list = isList(spec[0]) ? spec[0] : isList(settings.options) && spec[0] === 'COMBO' ? settings.options : null
  const type = isList(spec[0]) ? 'COMBO' : textOr(spec[0], '')
  const remote = isRecord(settings.remote) ? textOr(settings.remote.route, '') : null
  const input: InputDefinition = {
    name,
    section,
    type,
    options: type === 'COMBO' && remote === null ? optionTexts(list ?? []) : null,
    widget: isWidget(type, settings),
    controlAfterGenerate: hasControl(type, bare, settings),
    upload: uploadOf(settings),
    tooltip: textOr(settings.tooltip, null),
  }
  if (type === 'COMFY_DYNAMICCOMBO_V3') return { ...input, dynamic: readDynamic(name, settings.options, nesting) }
  if (type === 'COMFY_AUTOGROW_V3' || type === 'COMFY_DYNAMICSLOT_V3')
    return { ...input, repeats: readRepeats(name, settings, nesting) }
  return remote === null ? input : { ...input, remote }
}

/** Options may be numbers and truth values; a list of texts is kept as it is. */
function optionTexts(list: readonly unknown[]): readonly string[] {
  return isTexts(list) ? list : list.filter((option) => option !== null && typeof option !== 'object').map(String)
}

function isTexts(list: readonly unknown[]): list is readonly string[] {
  return list.every((option) => typeof option === 'string')
}

/** A socket that was forced stays one; `widgetType` makes a widget of a union (`FLOAT,INT`). */
function isWidget(type: string, settings: ForeignRecord): boolean {
  if (settings.forceInput === true || settings.rawLink === true) return false
  return widgetTypes.has(type) || (typeof settings.widgetType === 'string' && widgetTypes.has(settings.widgetType))
}

/** Explicit, or by the name of a number that is a seed (frontend: useIntWidget). */
function hasControl(type: string, name: string, settings: ForeignRecord): boolean {
  const given = settings.control_after_generate
  if (given !== undefined && given !== null) return given !== false && (type === 'INT' || type === 'COMBO')
  return type === 'INT' && (name === 'seed' || name === 'noise_seed')
}

const uploads = [
  ['image_upload', 'image'],
  ['animated_image_upload', 'image'],
  ['video_upload', 'video'],
  ['audio_upload', 'audio'],
  ['file_upload', 'file'],
  ['mesh_upload', 'file'],
] as const

function uploadOf(settings: ForeignRecord): InputDefinition['upload'] {
  return uploads.find(([key]) => settings[key] === true)?.[1] ?? null
}

function readDynamic(name: string, options: unknown, nesting: number): DynamicOption[] {
  if (!isList(options)) return []
  return options.flatMap((option) =>
    isRecord(option) && typeof option.key === 'string'
      ? [{ key: option.key, inputs: bothSections(option.inputs, `${name}.`, nesting) }]
      : [],
  )
}

/** Autogrow keeps its template in `template.input`, a dynamic slot its further inputs in `inputs`. */
function readRepeats(name: string, settings: ForeignRecord, nesting: number): InputDefinition[] {
  const template = isRecord(settings.template) ? settings.template.input : settings.inputs
  return bothSections(template, `${name}.`, nesting)
}

function bothSections(value: unknown, prefix: string, nesting: number): InputDefinition[] {
  if (!isRecord(value)) return []
  return (['required', 'optional'] as const).flatMap((section) =>
    readInputs(value[section], section, undefined, prefix, nesting + 1),
  )
}
