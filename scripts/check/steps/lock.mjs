import { filesBelow, textOf } from '../files.mjs'

const workspaces = ['.', 'shared', 'server', 'extension', 'e2e']
const licences = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC', 'MIT', 'MPL-2.0', 'Python-2.0', 'Unlicense']
const hooks = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare']
const runtimeLimit = 12

/** Last versions under a free licence; the next majors are commercial and draw a banner (D3). */
const ceilings = { primevue: 5, '@primeuix/themes': 3, primeicons: 8 }

const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

function entryFaults(file, path, entry) {
  const name = nameOf(path)
  const at = `${file}: ${name}`
  const ceiling = ceilings[name]
  return [
    ...(/^sha512-/.test(entry.integrity ?? '') ? [] : [`${at} has no sha512 integrity: what is installed could not be checked`]),
    ...(entry.resolved === undefined || /^https:/.test(entry.resolved) ? [] : [`${at} comes from ${entry.resolved}: only a registry over https can be checked`]),
    ...(entry.hasInstallScript ? [`${at} wants to run an install script: installing must run nothing`] : []),
    ...(licences.includes(entry.license) ? [] : [`${at} has the licence ${entry.license ?? '(none)'}, which is not on the list in scripts/check/steps/lock.mjs`]),
    ...(ceiling !== undefined && Number.parseInt(entry.version, 10) >= ceiling ? [`${at} ${entry.version} is commercial: stay below ${ceiling} (docs/adr, PANEL-0003)`] : []),
  ]
}

function lockFaults(root, file) {
  const text = textOf(root, file)
  if (text === '') return [`${file} is missing: without it two installs differ`]
  const entries = Object.entries(JSON.parse(text).packages)
  const known = new Set(entries.map(([path]) => nameOf(path)))
  return entries
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.link)
    .flatMap(([path, entry]) => [...entryFaults(file, path, entry), ...platformFaults(file, path, entry, known)])
}

/** A lock made where a registry lacks some platform's binary installs here and nowhere else, and newer npm refuses it. */
function platformFaults(file, path, entry, known) {
  const absent = Object.keys(entry.optionalDependencies ?? {}).filter((name) => !known.has(name))
  return absent.map((name) => `${file}: ${nameOf(path)} ${entry.version} wants ${name}, which is not in the lock: take a version that has all its platforms`)
}

function manifestFaults(root, folder) {
  const file = folder === '.' ? 'package.json' : `${folder}/package.json`
  const manifest = JSON.parse(textOf(root, file) || '{}')
  const wanted = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies })
  const foreign = Object.keys(manifest.dependencies ?? {}).filter((name) => !name.startsWith('@greenlight/'))
  return [
    ...wanted.filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range)).map(([name, range]) => `${file}: ${name} "${range}" is no exact version`),
    ...hooks.filter((hook) => manifest.scripts?.[hook] !== undefined).map((hook) => `${file} has a "${hook}" script: installing must run nothing`),
    ...(folder === 'server' && foreign.length > runtimeLimit ? [`${file} has ${foreign.length} direct packages, more than ${runtimeLimit}: each is somebody to trust`] : []),
  ]
}

/** Our own supply chain: what is installed is what the lock says, from a registry, running nothing, under a free licence. */
export const lock = {
  name: 'lock file',
  run({ root }) {
    const locks = ['package-lock.json', ...filesBelow(root, 'scripts').filter((path) => path.endsWith('/package-lock.json'))]
    return { faults: [...locks.flatMap((file) => lockFaults(root, file)), ...workspaces.flatMap((folder) => manifestFaults(root, folder))] }
  },
}
