import type { HeldModel } from '@greenlight/shared/held'
import { listedModels } from './listed-models.js'
import { type HashField, nameAndHash, readHash } from './held-hash.js'
import { readSettings, type Setting } from './read-settings.js'

/** Menus that mean no file. */
const none = /^(?:none|automatic|auto|default(?: \(model\))?|use same \w+|latent\b.*|lanczos|nearest|false|true|)$/i

interface Named {
  readonly setting: RegExp
  readonly directory: string | null
  readonly field: HashField
  /** The setting that holds its hash, where that is one of its own. */
  readonly hash?: string
  readonly confidence?: number
}

/** Settings that name one model. Sources: AUTOMATIC1111 and Forge infotext, and their extensions ControlNet, ADetailer, Additional Networks. */
const named: readonly Named[] = [
  { setting: /^Model$/, directory: 'checkpoints', field: 'model', hash: 'Model hash' },
  { setting: /^Refiner$/, directory: 'checkpoints', field: 'model' },
  { setting: /^Hires checkpoint$/, directory: 'checkpoints', field: 'model' },
  { setting: /^VAE$/, directory: 'vae', field: 'vae', hash: 'VAE hash' },
  { setting: /^UNet$/i, directory: 'diffusion_models', field: 'other' },
  { setting: /^Module \d+$/, directory: null, field: 'other' },
  { setting: /^Hypernet$/, directory: 'hypernetworks', field: 'other', hash: 'Hypernet hash' },
  { setting: /^Hires upscaler$/, directory: 'upscale_models', field: 'other', confidence: 0.6 },
  { setting: /^ADetailer model(?: \d\w\w)?$/, directory: null, field: 'other' },
  { setting: /^AddNet Model(?: \d+)?$/, directory: 'loras', field: 'lora' },
  { setting: /^ControlNet-\d+ Model$/i, directory: 'controlnet', field: 'model' },
]

/** Settings that hold settings: a unit of ControlNet, AnimateDiff. */
const units: readonly { readonly setting: RegExp; readonly directory: string }[] = [
  { setting: /^ControlNet(?: \d+)?$/i, directory: 'controlnet' },
  { setting: /^AnimateDiff$/i, directory: 'animatediff_models' },
]

/** Every model that the settings name, in their order. */
export function settingModels(settings: readonly Setting[]): HeldModel[] {
  const value = (name: string) => settings.find((one) => one.name === name)?.value
  return settings.flatMap((setting): HeldModel[] => {
    const one = named.find((candidate) => candidate.setting.test(setting.name))
    if (one !== undefined) return modelOf(setting, one, one.hash === undefined ? undefined : value(one.hash))
    const unit = units.find((candidate) => candidate.setting.test(setting.name))
    if (unit !== undefined) return inUnit(setting, unit.directory)
    const orphan = named.find(({ hash }) => hash === setting.name)
    if (orphan !== undefined) return settings.some(({ name }) => orphan.setting.test(name)) ? [] : hashAlone(setting, orphan)
    return listedModels(setting, { model: value('Model'), vae: value('VAE') })
  })
}

function modelOf({ name: from, value }: Setting, { directory, field, confidence = 0.8 }: Named, ownHash: string | undefined): HeldModel[] {
  const { name, hash: shown } = nameAndHash(value, field)
  const hash = (ownHash === undefined ? null : readHash(ownHash, field)) ?? shown
  const isNone = none.test(name) || (from.startsWith('ADetailer') && !/\.(?:pt|pth|onnx|safetensors)$/i.test(name))
  if (isNone && hash === null) return []
  return [{ name: isNone ? null : name, directory, ...(hash === null ? {} : { hash }), from, confidence: hash === null ? confidence : 0.95 }]
}

function hashAlone({ name: from, value }: Setting, { directory, field }: Named): HeldModel[] {
  const hash = readHash(value, field)
  return hash === null ? [] : [{ name: null, directory, hash, from, confidence: 0.9 }]
}

function inUnit({ name: from, value }: Setting, directory: string): HeldModel[] {
  const model = readSettings(value).find(({ name }) => name.toLowerCase() === 'model')
  return model === undefined ? [] : modelOf({ name: from, value: model.value }, { setting: /^/, directory, field: 'model' }, undefined)
}
