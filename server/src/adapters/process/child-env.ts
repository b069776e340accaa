/** What programs need to find themselves, their folders and their language. Compared in capitals: Windows folds the case. */
const always = new Set(
  (
    'APPDATA HOME HOMEDRIVE HOMEPATH LANG LC_ALL LC_CTYPE LOCALAPPDATA NUMBER_OF_PROCESSORS OS PATH PATHEXT PROCESSOR_ARCHITECTURE ' +
    'PROGRAMDATA PROGRAMFILES SYSTEMDRIVE SYSTEMROOT TEMP TMP TMPDIR TZ USERPROFILE WINDIR XDG_CACHE_HOME XDG_DATA_HOME'
  ).split(' '),
)
const withNetwork = new Set('ALL_PROXY HTTP_PROXY HTTPS_PROXY NO_PROXY SSL_CERT_DIR SSL_CERT_FILE'.split(' '))
const secret = /token|secret|passw|credential|api_?key|private_?key|^(?:civitai|aws|ssh_auth)/i

/** A port that nobody answers at: where no network can be taken away, requests end here. */
const nowhere = 'http://127.0.0.1:9'

const offline: Readonly<Record<string, string>> = {
  ALL_PROXY: nowhere,
  HTTPS_PROXY: nowhere,
  HTTP_PROXY: nowhere,
  NO_PROXY: '',
  all_proxy: nowhere,
  https_proxy: nowhere,
  http_proxy: nowhere,
  no_proxy: '',
  GIT_ALLOW_PROTOCOL: 'file',
  HF_HUB_OFFLINE: '1',
  PIP_NO_INDEX: '1',
  UV_OFFLINE: '1',
}

export type Env = Readonly<Record<string, string | undefined>>

/** The environment of a child: an allow-list of ours, then what the caller adds. Nothing that looks like a secret passes, whoever names it. */
export function childEnv(
  ours: Env,
  added: Readonly<Record<string, string>>,
  network: 'none' | 'allowed',
): Record<string, string> {
  const over = Object.entries({ ...(network === 'none' ? offline : {}), ...added }).filter(([name]) => !secret.test(name))
  // Where letters of both cases are one name, the other spelling would win.
  const spelled = new Set(over.map(([name]) => name.toUpperCase()))
  const kept = Object.entries(ours).flatMap(([name, value]): [string, string][] => {
    const word = name.toUpperCase()
    const known = always.has(word) || (network === 'allowed' && withNetwork.has(word))
    return known && value !== undefined && !spelled.has(word) ? [[name, value]] : []
  })
  return Object.fromEntries([...kept, ...over])
}
