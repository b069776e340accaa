import type { FoundModels, ModelRow } from '@greenlight/shared/models'
import { baseName, foldName } from '../../core/readiness/models/fold-name.js'

/** The files that a text names and not only resembles: by path, by whole hash, else by the very name, whole before last part. */
export function meantBy({ asked, matches }: FoundModels): ModelRow[] {
  const sure = matches.filter(({ by }) => by === 'path' || by === 'hash')
  if (sure.length > 0) return sure.map(({ model }) => model)
  const [name, base] = [foldName(asked), baseName(foldName(asked))]
  const named = matches.filter(({ by }) => by === 'name').map(({ model }) => model)
  const whole = named.filter((model) => foldName(model.name) === name)
  if (whole.length > 0) return whole
  return name === base ? named.filter((model) => baseName(foldName(model.name)) === base) : []
}
