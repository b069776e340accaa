import { sayLicence } from '@greenlight/shared/licence-words'
import type { ModelSource } from '@greenlight/shared/report'
import { answerTexts } from '../../messages/en-answers.js'
import { formatSize } from '../../messages/format.js'

/** `407 MB · licence apache-2.0 · needs a login · named in the workflow`: what is known, and nothing where nothing is. */
export function saySource({ size, licence, access, sha256, from }: ModelSource): string {
  const { model } = answerTexts
  return [
    size === undefined ? '' : formatSize(size),
    sayLicence(licence),
    access === undefined ? '' : model.access[access],
    sha256 === undefined ? '' : model.hash,
    model.from(from),
  ]
    .filter((word) => word !== '')
    .join(' · ')
}
