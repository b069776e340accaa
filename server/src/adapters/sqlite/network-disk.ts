import { statfsSync } from 'node:fs'

/**
 * `f_type` of Linux (statfs(2), linux/magic.h) where the processes of several machines may open one file, or where no shared
 * memory can be mapped: SQLite's WAL does not work there (sqlite.org/wal.html).
 */
const networkTypes = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB2
  0x01021997, // 9p: WSL's view of Windows drives
  0x65735546, // FUSE: sshfs, rclone, Docker Desktop
  0x5346414f, // AFS
  0x00c36400, // Ceph
  0x786f4256, // VirtualBox shared folder
  0xbacbacbc, // VMware shared folder
  0x0bd00bd0, // Lustre
  0x47504653, // GPFS
  0x7461636f, // OCFS2
  0x01161970, // GFS2
])

/** Whether a folder lies on a disk that is shared over a network, as far as can be told: on macOS only Linux's numbers are known. */
export function liesOnNetwork(folder: string, platform: NodeJS.Platform = process.platform): boolean {
  if (platform === 'win32') return /^[\\/]{2}(?![?.][\\/](?!UNC[\\/]))/i.test(folder)
  if (platform !== 'linux') return false
  try {
    return isNetworkType(statfsSync(folder).type)
  } catch {
    return false
  }
}

/** Node answers the number signed on some machines. */
export function isNetworkType(type: number): boolean {
  return networkTypes.has(type >>> 0)
}
