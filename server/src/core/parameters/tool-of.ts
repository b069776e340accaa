import type { Setting } from './read-settings.js'

/** Who wrote the settings, as far as they tell; null where several may have. */
export function toolOf(settings: readonly Setting[]): string | null {
  const value = (name: string) => settings.find((one) => one.name.toLowerCase() === name)?.value ?? ''
  if (/^sd\.?next$/i.test(value('app'))) return 'SD.Next'
  const version = value('version')
  if (/comfyui/i.test(version)) return 'ComfyUI'
  if (/^fooocus/i.test(version)) return 'Fooocus'
  if (/forge/i.test(version)) return /reforge/i.test(version) ? 'reForge' : 'Forge'
  // Forge puts its own version in front of the one it grew from: `f2.0.1v1.10.1-previous-...`.
  if (/^f\d/.test(version)) return 'Forge'
  if (settings.some(({ name }) => name === 'Civitai resources')) return 'Civitai'
  if (/^v?1\.\d+\.\d+/.test(version)) return 'AUTOMATIC1111'
  const names = new Set(settings.map(({ name }) => name))
  return names.has('Parser') && (names.has('Backend') || names.has('Operations') || names.has('Pipeline')) ? 'SD.Next' : null
}
