import { expect, test } from 'vitest'
import { type Connection, type ConnectionEvent, transitConnection } from './connection.js'

const problem = { code: 'SIDECAR_ABSENT', message: 'm', hint: 'h' }
const greeted = (protocol: number): ConnectionEvent => ({ type: 'greeted', protocol, version: '1.2.3', installation: null, page: null })

test.each<[string, ConnectionEvent, Connection]>([
  ['our protocol', greeted(2), { is: 'connected', version: '1.2.3', installation: null, page: null }],
  ['an older one', greeted(1), { is: 'too-old', version: '1.2.3' }],
  ['a newer one', greeted(3), { is: 'too-new', version: '1.2.3' }],
  ['nobody', { type: 'unanswered', problem }, { is: 'absent', problem }],
  ['a refusal', { type: 'refused', problem, signedOut: true }, { is: 'refused', problem, signedOut: true }],
])('%s', (_, event, after) => {
  expect(transitConnection(event, 2)).toEqual(after)
})
