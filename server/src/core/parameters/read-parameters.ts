import type { Held } from '@greenlight/shared/held'
import { parseForeignJson } from '../workflow/json.js'
import { readFooocus } from './fooocus.js'
import { mergeModels } from './merge-models.js'
import { promptModels } from './prompt-models.js'
import { settingModels } from './setting-models.js'
import { splitParameters } from './split-parameters.js'
import { toolOf } from './tool-of.js'

/** UTF-16 units. Longer texts are no parameters of anybody. */
const longestText = 4 * 1024 * 1024

/**
 * What a `parameters` text tells of how a picture was made: AUTOMATIC1111's form as it, Forge, SD.Next, Civitai and save nodes of ComfyUI write
 * it, and Fooocus' JSON. Null where the text is none of them. Each hash is of the kind that its field has in that form, never guessed further.
 * Linear in the text's length; never throws.
 */
export function readParameters(text: string): Held | null {
  if (text.length > longestText) return null
  if (/^\s*[{[]/.test(text.slice(0, 1000))) {
    const parsed = parseForeignJson(text)
    if (parsed.ok) return readFooocus(parsed.value)
  }
  const split = splitParameters(text)
  if (split === null) return null
  const { positive, negative, settings } = split
  const tool = toolOf(settings)
  const prompts = [positive, negative ?? '', ...settings.filter(({ name }) => /\bprompt$/i.test(name)).map(({ value }) => value)]
  return {
    grade: 'parameters-only',
    ...(tool === null ? {} : { tool }),
    positive,
    ...(negative === null ? {} : { negative }),
    settings: [...settings],
    models: mergeModels([...settingModels(settings), ...prompts.flatMap(promptModels)]),
  }
}
