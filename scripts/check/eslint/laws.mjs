/** The laws that ESLint can see: what a file may call. Each carries its reason; dependency-cruiser has those about imports. */

const pure = 'core is pure (law 3): the same facts give the same bytes. Take it as a value, or through a port.'
const egress = 'One adapter owns every outgoing request (law 9): take Egress from core/ports.'
const trash = 'One module owns deletion (law 9): use adapters/files/trash, so that what people own can always come back.'

const deleting = ['rm', 'rmSync', 'rmdir', 'rmdirSync', 'unlink', 'unlinkSync']
const networks = ['dgram', 'dns', 'dns/promises', 'http', 'http2', 'https', 'net', 'tls', 'undici']

const noDeletion = ['fs', 'node:fs', 'fs/promises', 'node:fs/promises'].map((name) => ({
  name,
  importNames: [...deleting, ...(name.endsWith('promises') ? [] : ['promises'])],
  message: trash,
}))
const noNetwork = networks.flatMap((name) => [name, `node:${name}`]).map((name) => ({ name, message: egress, allowTypeImports: true }))

/** `fs.rm(...)` through a whole-module import is deletion as well. */
const noDeletingCall = {
  selector: `CallExpression[callee.type='MemberExpression'][callee.object.name=/^(fs|promises|fsPromises)$/][callee.property.name=/^(${deleting.join('|')})$/]`,
  message: trash,
}

/** For all of our TypeScript. */
export const honest = [
  { selector: 'TSEnumDeclaration', message: 'Write a union of literals; an enum is a second world of values.' },
  { selector: 'TSAsExpression > TSNeverKeyword', message: '`as never` hides a wrong type: parse at the door or mend the type.' },
  {
    selector: 'TSAsExpression > TSAsExpression > TSUnknownKeyword',
    message: '`as unknown as` hides a wrong type: parse at the door or mend the type.',
  },
]

const wordsOf = (names, message) => names.map((name) => ({ name, message }))

export const pureCore = {
  'no-restricted-globals': [
    'error',
    ...wordsOf(
      ['process', 'Buffer', 'fetch', 'XMLHttpRequest', 'WebSocket', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'console', 'performance', 'crypto', 'Intl', 'require', '__dirname'],
      pure,
    ),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: pure },
    { object: 'Math', property: 'random', message: pure },
    { object: 'globalThis', property: 'process', message: pure },
    { property: 'localeCompare', message: `${pure} Its order depends on the machine; compare with < instead.` },
    { property: 'toLocaleString', message: `${pure} Its text depends on the machine.` },
  ],
  'no-restricted-syntax': ['error', ...honest, { selector: "NewExpression[callee.name='Date']", message: pure }],
  '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ group: ['node:*'], message: pure }] }],
}

/** Everything of the server that is neither core nor one of the owners below. */
export const ordinaryServer = {
  'no-restricted-globals': ['error', { name: 'fetch', message: egress }],
  '@typescript-eslint/no-restricted-imports': ['error', { paths: [...noNetwork, ...noDeletion] }],
  'no-restricted-syntax': ['error', ...honest, noDeletingCall],
}

export const ownsNetwork = {
  'no-restricted-globals': 'off',
  '@typescript-eslint/no-restricted-imports': ['error', { paths: noDeletion }],
}

/** The sidecar's own server stands on node:http, but asks nobody. */
export const servesHttp = {
  '@typescript-eslint/no-restricted-imports': [
    'error',
    {
      paths: [
        ...noNetwork.filter(({ name }) => name !== 'node:http'),
        ...noDeletion,
        { name: 'node:http', importNames: ['default', 'request', 'get', 'Agent', 'ClientRequest', 'globalAgent'], message: egress },
      ],
    },
  ],
}

export const ownsDeletion = {
  '@typescript-eslint/no-restricted-imports': ['error', { paths: noNetwork }],
  'no-restricted-syntax': ['error', ...honest],
}
