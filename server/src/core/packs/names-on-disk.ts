import type { PackOnDisk } from '../pack-facts.js'
import { joinPath } from '../plan/paths.js'

/** Names of packs below custom_nodes: `name`, `name.disabled`, `name.EPOCH.disabled`, `.disabled/name`, `.disabled/id@1_2_3`. */

/** One spelling for comparing, as disks of Windows and macOS fold it. */
export function foldFolder(folder: string): string {
  return folder.normalize('NFC').toLowerCase()
}

/** The folder that a pack has, or had, when it is enabled. ComfyUI-Manager puts `@VERSION`, `@nightly` or `@unknown` behind an id. */
export function plainFolder({ folder, spelling }: Pick<PackOnDisk, 'folder' | 'spelling'>): string {
  const name = folder.slice(folder.lastIndexOf('/') + 1)
  const bare = name.endsWith('.disabled') ? name.slice(0, -'.disabled'.length).replace(/(?<=.)\.\d{9,13}$/, '') : name
  return spelling === 'below' ? bare.replace(/(?<=.)@(?:nightly|unknown|\d[\w-]*)$/, '') : bare
}

export function enabledPath(pack: PackOnDisk): string {
  return joinPath(pack.root, plainFolder(pack))
}

/**
 * Where a disabled pack goes (DOCK-25), the best name first: `NAME.disabled`, which ComfyUI skips and ComfyUI-Manager understands, then
 * `NAME.EPOCH.disabled` for the case that an older copy has that name. One rename onto a free name is told from its result; making
 * room first would leave a moment in which both names are taken. `epoch`: whole seconds.
 */
export function disabledPaths(pack: PackOnDisk, epoch: number): readonly string[] {
  return [`${pack.folder}.disabled`, ...[0, 1, 2, 3, 4].map((later) => `${pack.folder}.${epoch + later}.disabled`)].map((name) => joinPath(pack.root, name))
}

/** A folder name that nothing has, enabled or disabled: `name`, `name-2`, `name-3` ... */
export function freeFolder(folder: string, there: readonly PackOnDisk[]): string {
  const names = new Set(there.map((pack) => foldFolder(plainFolder(pack))))
  if (!names.has(foldFolder(folder))) return folder
  for (let at = 2; ; at++) if (!names.has(foldFolder(`${folder}-${at}`))) return `${folder}-${at}`
}

const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|$)/i

/** Whether a name that came from outside may be a pack's folder: one part, no device, nothing that ComfyUI or git reads another way. */
export function isFolderName(name: string): boolean {
  if (name === '' || name.length > 120 || /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"/\\|?*]|\p{Surrogate}/u.test(name)) return false
  return !/^[.~-]|[. ]$|\.disabled$|^__pycache__$/i.test(name) && !deviceName.test(name)
}
