import type { AddressOf } from '../../core/provider-address.js'
import { rankOfFileType } from './kinds.js'
import type { VersionFile } from './read-file.js'

type Choice = Pick<AddressOf<'civitai'>, 'fileId' | 'type' | 'format' | 'size' | 'fp'>

/**
 * The file of a version that an address means: by id; else of the asked type and of no other format, size or precision than asked (what
 * is not told does not contradict); of several the primary one, the model before its parts, the oldest. Null: it is not there any more.
 */
export function chooseFile(files: readonly VersionFile[], choice: Choice): VersionFile | null {
  if (choice.fileId !== null) return files.find(({ id }) => id === choice.fileId) ?? null
  const ofType =
    choice.type === null
      ? modelFiles(files)
      : files.filter(({ type }) => choice.type !== null && same(type, choice.type))
  const fitting = ofType.filter((file) => fits(file, choice))
  return (
    fitting.toSorted(
      (a, b) => Number(b.primary) - Number(a.primary) || rank(a) - rank(b) || (a.id ?? 0) - (b.id ?? 0),
    )[0] ?? null
  )
}

/** Every file that is a model of this version; a VAE only where there is nothing else. */
export function modelFiles(files: readonly VersionFile[]): VersionFile[] {
  const models = files.filter(({ type }) => rankOfFileType(type) !== null)
  const others = models.filter(({ type }) => type?.toLowerCase() !== 'vae')
  return others.length > 0 ? others : models
}

function fits(file: VersionFile, { format, size, fp }: Choice): boolean {
  return open(file.format, format) && open(file.size, size) && open(file.fp, fp)
}

function open(told: string | null, asked: string | null): boolean {
  return told === null || asked === null || same(told, asked)
}

function same(told: string | null, asked: string): boolean {
  return told?.toLowerCase() === asked.toLowerCase()
}

function rank({ type }: VersionFile): number {
  return rankOfFileType(type) ?? Number.MAX_SAFE_INTEGER
}
