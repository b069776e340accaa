import { expect, it } from 'vitest'
import { chooseProxy } from './proxy.js'

const proxyFor = (address: string, env: Record<string, string>) => {
  const choice = chooseProxy(new URL(address), env)
  return choice.ok ? (choice.proxy?.href ?? 'straight') : choice.because
}

it.each<[string, string, Record<string, string>]>([
  ['straight', 'https://hub.example/', {}],
  ['straight', 'https://hub.example/', { HTTP_PROXY: 'http://p:1' }],
  ['straight', 'http://hub.example/', { HTTPS_PROXY: 'http://p:1' }],
  ['straight', 'https://hub.example/', { HTTPS_PROXY: '  ' }],
  ['http://p:1/', 'https://hub.example/', { HTTPS_PROXY: 'http://p:1' }],
  ['http://small:1/', 'https://hub.example/', { HTTPS_PROXY: 'http://p:1', https_proxy: 'http://small:1' }],
  ['http://p:3128/', 'http://hub.example/', { http_proxy: 'p:3128' }],
  ['https://u:w@p:1/', 'https://hub.example/', { https_proxy: 'https://u:w@p:1' }],
  ['straight', 'https://hub.example/', { https_proxy: 'http://p:1', NO_PROXY: '*' }],
  ['straight', 'https://hub.example/', { https_proxy: 'http://p:1', NO_PROXY: 'other, HUB.example' }],
  ['straight', 'https://cdn.hub.example/', { https_proxy: 'http://p:1', no_proxy: '.hub.example' }],
  ['straight', 'https://cdn.hub.example/', { https_proxy: 'http://p:1', no_proxy: '*.hub.example' }],
  ['straight', 'https://hub.example:8443/', { https_proxy: 'http://p:1', no_proxy: 'hub.example:8443' }],
  ['http://p:1/', 'https://hub.example/', { https_proxy: 'http://p:1', no_proxy: 'hub.example:8443' }],
  ['http://p:1/', 'https://myhub.example/', { https_proxy: 'http://p:1', no_proxy: 'hub.example' }],
  ['http://p:1/', 'https://hub.example/', { https_proxy: 'http://p:1', no_proxy: ',, ' }],
  ['straight', 'https://[2606:4700::1111]/', { https_proxy: 'http://p:1', no_proxy: '2606:4700::1111' }],
  ['a proxy of the kind socks5: is not known here', 'https://hub.example/', { https_proxy: 'socks5://p:1' }],
  ['the proxy in the environment is no address', 'https://hub.example/', { https_proxy: 'http://' }],
])('%s for %s', (wanted, address, env) => expect(proxyFor(address, env)).toBe(wanted))
