import { dirname, join } from 'node:path'

/** Everything in git that reads settings of the user, runs a program or reaches elsewhere, switched off for one call. */
const settings = [
  'core.hooksPath=/dev/null',
  'core.symlinks=false',
  'core.fsmonitor=false',
  'core.askPass=',
  'core.sshCommand=false',
  'core.gitProxy=',
  'core.attributesFile=/dev/null',
  'core.excludesFile=/dev/null',
  'core.autocrlf=false',
  'core.longpaths=true',
  'core.protectNTFS=true',
  'core.protectHFS=true',
  'core.bigFileThreshold=64m',
  'credential.helper=',
  'diff.external=',
  'fetch.recurseSubmodules=false',
  'submodule.recurse=false',
  'filter.lfs.clean=',
  'filter.lfs.smudge=',
  'filter.lfs.process=',
  'filter.lfs.required=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'http.followRedirects=initial',
  'http.sslVerify=true',
  'http.lowSpeedLimit=1000',
  'http.lowSpeedTime=60',
  'http.cookieFile=',
  'http.proxyAuthMethod=basic',
  'protocol.allow=never',
  'protocol.file.allow=never',
  'protocol.ext.allow=never',
  'transfer.bundleURI=false',
  'transfer.fsckObjects=true',
  // Faults of old histories that do no harm.
  'fetch.fsck.badTimezone=ignore',
  'fetch.fsck.missingSpaceBeforeDate=ignore',
  'fetch.fsck.zeroPaddedFilemode=ignore',
  'init.defaultBranch=main',
]

export const fenceArgs: readonly string[] = settings.flatMap((setting) => ['-c', setting])

/** `protocol`: the one that may be used, none for work on this disk. `cwd`: no repository above it is looked for, and nothing of the user's is read. */
export function fenceEnv(protocol: 'http' | 'https' | 'none', cwd: string): Readonly<Record<string, string>> {
  return {
    GIT_ALLOW_PROTOCOL: protocol,
    GIT_ASKPASS: '',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_CEILING_DIRECTORIES: dirname(cwd),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_PROTOCOL_FROM_USER: '0',
    GIT_TERMINAL_PROMPT: '0',
    HOME: join(cwd, '.git', 'no-home'),
    USERPROFILE: join(cwd, '.git', 'no-home'),
    LC_ALL: 'C',
  }
}
