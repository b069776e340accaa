import type { Evidence } from '@greenlight/shared/report'
import { smallAutoencoders } from '../../facts/model-loaders.js'
import type { Installed } from '../../installed.js'

export interface SpecialVae {
  readonly present: boolean
  readonly evidence: Evidence
}

/** Whether a value of a `vae` widget is one of ComfyUI's own names, and whether its files are here; null for a plain file. */
export function specialVae(name: string, directory: string | null, installed: Installed): SpecialVae | null {
  if (directory !== 'vae' && directory !== 'vae_approx') return null
  if (name === 'pixel_space')
    return {
      present: true,
      evidence: { from: 'core-table', says: 'pixel_space is built into ComfyUI and needs no file.' },
    }
  if (!smallAutoencoders.has(name) || installed.models === null) return null
  const approximate = installed.models.get('vae_approx') ?? []
  const has = (part: string): boolean => approximate.some((file) => file.name.startsWith(`${name}_${part}.`))
  const absent = ['encoder', 'decoder'].filter((part) => !has(part)).map((part) => `${name}_${part}`)
  const says =
    absent.length === 0
      ? `Both files of ${name} are in vae_approx.`
      : `${name} needs ${absent.join(' and ')} in vae_approx.`
  return { present: absent.length === 0, evidence: { from: 'disk', says } }
}
