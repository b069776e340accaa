import type { OutsideHost, ProviderAnswer } from '../../core/ports.js'
import type { AddressOf } from '../../core/provider-address.js'
import { unreadable } from '../../core/provider-answer.js'
import { fieldOf } from '../../core/provider-fields.js'
import { sortFiles } from '../../core/provider-names.js'
import { accessOf } from './access.js'
import { type Answered, ask, askMini } from './ask.js'
import { chooseFile, modelFiles } from './choose-file.js'
import { makeFile } from './make-file.js'
import { readVersions, readWholeVersion, type Version } from './read-version.js'

type Address = AddressOf<'civitai'>

/** Most files of a model's page that are told, newest versions first. */
const mostFiles = 200

export async function filesAt(host: OutsideHost, address: Address, signal?: AbortSignal): Promise<ProviderAnswer> {
  if (address.versionId === null) return filesOfModel(host, address, signal)
  const what = `version ${address.versionId}`
  const read = await ask(host, `/model-versions/${address.versionId}`, what, signal)
  if (!read.ok) return read.absent ? { ok: true, files: [] } : read
  const version = readWholeVersion(read.value.value)
  if (version === null)
    return { ok: false, problem: unreadable({ source: 'civitai', what }, 'it is no version of a model') }
  const mini = await askMini(host, version.id, address.fileId, signal)
  const hidden = version.files.length === 0
  const file = hidden ? (mini?.file ?? null) : chooseFile(version.files, address)
  if (file === null) return { ok: true, files: [] }
  const { access, tells } = accessOf(version, mini?.permission ?? null, read.value.now)
  const other = address.modelId !== null && version.modelId !== null && address.modelId !== version.modelId
  const said = other
    ? [...tells, `The address names model ${address.modelId}; this version belongs to model ${version.modelId}.`]
    : tells
  // What has no files any more cannot be fetched, whatever else is told of it.
  const told = { access: hidden ? ('removed' as const) : access, tells: said }
  return { ok: true, files: [makeFile(host.endpoint, version, file, told, address.fileId !== null)] }
}

/** A page without a version shows the newest; the file that is meant may be of any. */
async function filesOfModel(
  host: OutsideHost,
  { modelId, ...choice }: Address,
  signal?: AbortSignal,
): Promise<ProviderAnswer> {
  const what = `model ${modelId ?? 0}`
  const read = await ask(host, `/models/${modelId ?? 0}`, what, signal)
  if (!read.ok) return read.absent ? { ok: true, files: [] } : read
  if (!Array.isArray(fieldOf(read.value.value, 'modelVersions')))
    return { ok: false, problem: unreadable({ source: 'civitai', what }, 'it is no model') }
  const versions = readVersions(read.value.value)
  const asked = choice.fileId !== null || choice.format !== null
  const files = versions.flatMap((version) =>
    filesOf(host, version, read.value, (all) => (asked ? (chooseFile(all, choice) ?? []) : all)),
  )
  return { ok: true, files: sortFiles(files.slice(0, mostFiles)) }
}

/** Files of one version inside `/models`, where nothing tells of a login. */
export function filesOf(
  host: OutsideHost,
  version: Version,
  { now }: Answered,
  take: (files: Version['files']) => Version['files'] | Version['files'][number],
) {
  const access = accessOf(version, null, now)
  return [take(modelFiles(version.files))].flat().map((file) => makeFile(host.endpoint, version, file, access))
}
