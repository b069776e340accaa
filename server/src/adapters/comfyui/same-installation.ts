import { realpath } from 'node:fs/promises'
import path from 'node:path'

/**
 * Whether a running ComfyUI (its own word for its root) is the one in `folder`: links resolved; on Windows, and where paths
 * look like Windows', without regard to letter case and kind of slash.
 */
export async function isSameInstallation(
  root: string | null,
  folder: string,
  platform: NodeJS.Platform = process.platform,
): Promise<boolean> {
  if (root === null) return false
  const [one, other] = await Promise.all([spelled(root, platform), spelled(folder, platform)])
  return one === other
}

async function spelled(place: string, platform: NodeJS.Platform): Promise<string> {
  const flavour = platform === 'win32' ? path.win32 : path.posix
  const real = flavour.resolve(await realpath(place).catch(() => place))
  return platform === 'win32' ? real.replace(/^\\\\\?\\/, '').toLowerCase() : real
}
