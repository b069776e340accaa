import { chmod } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { ProgramAsk } from '../../core/change-ports.js'
import { type TempTree, tempTree } from '../files/testing/temp-tree.js'
import { runProgram } from '../process/run-program.js'
import { findUv, needUv } from './find-uv.js'

const never = new AbortController().signal
const script = (version: string) => `#!/bin/sh\necho "uv ${version} (abc 2026-01-01)"\n`

async function look(files: TempTree, python: string | null) {
  // The machine's own uv, if it has one, is not what is asked for here.
  const run = (ask: ProgramAsk) => runProgram({ ...ask, command: ask.command === 'uv' ? files.at('path/uv') : ask.command })
  return findUv({ run, cwd: files.root, python: python === null ? null : files.at(python), tools: files.at('tools') }, never)
}

test.skipIf(process.platform === 'win32')('on the PATH, beside the interpreter, of the state folder, as a module; too old ones are passed over', async () => {
  const python = '#!/bin/sh\n[ "$1 $2 $3" = "-I -m uv" ] && echo "uv 0.9.9"\n'
  await using files = await tempTree({ 'tools/uv-0.9.2/uv': script('0.9.2'), 'tools/uv-0.10.0/uv': script('0.10.0'), 'tools/other/uv': script('9.9.9'), 'env/bin/python': python })
  for (const file of ['tools/uv-0.9.2/uv', 'tools/uv-0.10.0/uv', 'env/bin/python']) await chmod(files.at(file), 0o755)
  expect(await look(files, null)).toMatchObject({ version: '0.10.0', command: files.at('tools/uv-0.10.0/uv') })
  await files.add({ 'env/bin/uv': script('0.8.0') })
  await chmod(files.at('env/bin/uv'), 0o755)
  expect(await look(files, 'env/bin/python')).toMatchObject({ version: '0.8.0', says: `uv lies in ${files.at('env/bin')}.` })
  await files.add({ 'path/uv': script('0.4.30') })
  await chmod(files.at('path/uv'), 0o755)
  expect(await look(files, 'env/bin/python')).toMatchObject({ version: '0.8.0' })
  await files.add({ 'path/uv': script('1.0.0') })
  expect(await look(files, null)).toMatchObject({ version: '1.0.0', says: 'uv is on the PATH.' })

  await using bare = await tempTree({ 'env/bin/python': python })
  await chmod(bare.at('env/bin/python'), 0o755)
  expect(await look(bare, 'env/bin/python')).toMatchObject({ command: bare.at('env/bin/python'), before: ['-I', '-m', 'uv'], version: '0.9.9' })
  expect(await look(bare, null)).toBeNull()
  await expect(needUv({ run: (ask) => runProgram({ ...ask, command: path.join(bare.root, 'none') }), cwd: bare.root, python: null, tools: '' }, never)).rejects.toMatchObject({ problem: { code: 'UV_NOT_FOUND' } })
})
