/**
 * Loaded before a program (`node --import`), in its threads and child processes too: writes a line for each socket, name look-up,
 * datagram and program it begins into the file GREENLIGHT_TEST_RECORD, and lets nothing out of this machine.
 */
import { createHook } from 'node:async_hooks'
import childProcess from 'node:child_process'
import dns from 'node:dns'
import { openSync, writeSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

const record = openSync(process.env.GREENLIGHT_TEST_RECORD ?? '', 'a')
const note = (line) => writeSync(record, `${JSON.stringify(line)}\n`)
note({ kind: 'begun', what: process.argv[1] ?? 'eval' })

// What Node's own core begins, whoever asked and by whatever way.
const native = new Set(['GETADDRINFOREQWRAP', 'GETNAMEINFOREQWRAP', 'QUERYWRAP', 'TCPCONNECTWRAP', 'UDPWRAP'])
createHook({ init: (_id, type) => void (native.has(type) && note({ kind: 'native', what: type })) }).enable()

const isHere = (host) => /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/.test(host)
const refused = (host) => Object.assign(new Error(`${host} is outside`), { code: 'ENETUNREACH' })

const connect = net.Socket.prototype.connect
net.Socket.prototype.connect = function (...args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args
  const options = typeof first === 'object' ? first : Number.isNaN(Number(first)) ? { path: first } : { port: first, host: typeof second === 'string' ? second : undefined }
  if (typeof options.path === 'string') return connect.apply(this, args)
  const host = options.host ?? 'localhost'
  note({ kind: isHere(host) ? 'inside' : 'outside', what: `${host}:${options.port}` })
  if (isHere(host)) return connect.apply(this, args)
  setImmediate(() => this.destroy(refused(host)))
  return this
}

const lookup = dns.lookup
dns.lookup = function (host, ...rest) {
  note({ kind: isHere(host) || net.isIP(host) ? 'named' : 'outside', what: `look-up of ${host}` })
  if (isHere(host) || net.isIP(host)) return lookup.call(this, host, ...rest)
  process.nextTick(() => rest.at(-1)(refused(host)))
  return {}
}
const promised = dns.promises.lookup
dns.promises.lookup = async function (host, ...rest) {
  note({ kind: isHere(host) || net.isIP(host) ? 'named' : 'outside', what: `look-up of ${host}` })
  if (isHere(host) || net.isIP(host)) return promised.call(this, host, ...rest)
  throw refused(host)
}

// Another program could speak for us.
const begin = childProcess.ChildProcess.prototype.spawn
childProcess.ChildProcess.prototype.spawn = function (options) {
  note({ kind: options.file === process.execPath ? 'node' : 'program', what: options.file })
  return begin.call(this, options)
}
for (const name of ['execFileSync', 'execSync', 'spawnSync']) {
  const own = childProcess[name]
  childProcess[name] = function (file, ...rest) {
    note({ kind: 'program', what: String(file) })
    return own.call(this, file, ...rest)
  }
}
syncBuiltinESMExports()
