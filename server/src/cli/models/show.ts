import type { ModelDetails } from '@greenlight/shared/models'
import { formatBytes } from '../../core/model-files/words.js'
import { printable } from '../../core/readings/printable.js'
import { ProblemError } from '../../problems.js'
import { findModels } from '../../use-cases/answer-models/find-models.js'
import { meantBy } from '../../use-cases/answer-models/meant-by.js'
import { showModel } from '../../use-cases/answer-models/show-model.js'
import { printJson, type Sub, takes } from './sub.js'
import { whatItIs } from './words.js'

export const show: Sub = {
  expects: takes('show', 1, 1, 'a PATH, NAME or HASH'),
  async run({ rest, terminal, json, models, refresh }) {
    await refresh()
    const asked = await models.absolute(rest[0] ?? '')
    const [first, ...others] = meantBy(await findModels(models.index, asked))
    const details = first === undefined ? null : await showModel(models.index, first.path)
    if (details === null) throw new ProblemError('MODEL_NOT_FOUND', { name: asked })
    for (const { path } of others) terminal.err(`Named alike: ${printable(path)}\n`)
    if (json) printJson(terminal, details)
    else terminal.out(`${asLines(details).join('\n')}\n`)
    return 0
  },
}

function asLines({ model, tensors, bytesByType, metadata, evidence, imports, sameContent, sameWeights, sources }: ModelDetails): string[] {
  const row = (name: string, text: string | undefined) => (text === undefined || text === '' ? [] : [`${name.padEnd(14)}${printable(text)}`])
  const types = Object.entries(bytesByType ?? {}).map(([type, bytes]) => `${type} ${formatBytes(bytes)}`)
  return [
    ...row('file', model.path),
    ...row('size', `${formatBytes(model.size)} (${model.size} bytes)`),
    ...row('folder', model.folders.join(', ') || 'none that ComfyUI reads'),
    ...row('what', `${whatItIs(model)}${model.format === undefined ? '' : `; ${model.format}, ${model.health ?? 'not read'}`}`),
    ...row('tensors', tensors === undefined ? undefined : `${tensors}${model.parameters === undefined ? '' : `, ${model.parameters} parameters`}; ${types.join(', ')}`),
    ...row('BLAKE3', model.blake3),
    ...row('SHA-256', model.sha256),
    ...row('AutoV2', model.sha256?.slice(7, 17)),
    ...row('AutoV3', model.autov3),
    ...(model.faults ?? []).flatMap((fault) => row('fault', fault)),
    ...evidence.flatMap(({ from, says }) => row('because', `${says} (${from})`)),
    ...(imports === undefined || imports.length === 0 ? [] : row('would import', imports.join(', '))),
    ...sameContent.flatMap((path) => row('same bytes', path)),
    ...sameWeights.flatMap((path) => row('same weights', path)),
    ...sources.flatMap(({ says, url, from }) => row('claimed', `${says}${url === undefined ? '' : ` ${url}`} (${from})`)),
    ...Object.entries(metadata ?? {}).flatMap(([key, value]) => row('declares', `${key}: ${value.slice(0, 200)}`)),
  ]
}
