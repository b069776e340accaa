import { ProblemError } from '../../../problems.js'
import { recordFolders } from './folders.js'
import type { Keep } from './keep.js'
import type { PackageEffectParts } from './parts.js'
import { withCompiled } from './recorded-files.js'
import { restoreSide } from './restore-side.js'
import { allAs, type Side, recordSide } from './side.js'

/** Keeps what is there now, hand-made changes and compiled files too, so that it can be had again; nothing of the environment changes. */
export async function keepAfter(parts: PackageEffectParts, keep: Keep): Promise<void> {
  const [light, manifest] = [await keep.after(), await keep.manifest()]
  if (light === null || manifest === null) return
  const paths = [...(await withCompiled(light.side.map((entry) => entry.path)))]
  const folders = await recordFolders(paths, manifest.prefix)
  const side = await recordSide(paths, { keep: keep.folder, name: 'after', leaving: () => true, removeOwnFile: parts.removeOwnFile })
  await keep.saveAfter({ whole: true, side: [...side], folders: [...folders] })
}

/** From wherever it stands to before, out of the keep folder alone. */
export async function goBack(parts: PackageEffectParts, keep: Keep): Promise<void> {
  const manifest = await keep.manifest()
  if (manifest === null) throw new ProblemError('WRITE_REFUSED', { path: keep.folder, because: 'nothing was kept there' })
  const after = await keep.after()
  await keep.saveStands('returning')
  const known = new Set(manifest.before.map((entry) => entry.path))
  const side: Side = [...manifest.before, ...(after?.side ?? []).filter((entry) => !known.has(entry.path)).map(({ path }) => ({ is: 'absent' as const, path }))]
  await restoreSide(side, manifest.folders, keep.folder, parts)
  if (!(await allAs(side))) throw new ProblemError('WRITE_REFUSED', { path: keep.folder, because: 'the environment was changed meanwhile' })
  await keep.saveStands('before')
}

/** To the after that was kept, without network. False: it was not kept whole. */
export async function goForwardAgain(parts: PackageEffectParts, keep: Keep): Promise<boolean> {
  const after = await keep.after()
  if (after?.whole !== true) return false
  await keep.saveStands('going')
  await restoreSide(after.side, after.folders, keep.folder, parts)
  await keep.saveStands('after')
  return true
}
