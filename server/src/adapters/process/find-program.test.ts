import { chmod } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { tempTree } from '../files/testing/temp-tree.js'
import { findProgram } from './find-program.js'

const refused = { ok: false, why: 'refused' }

it('looks along PATH, never in the current folder', async () => {
  await using files = await tempTree({ 'a/tool': '', 'b/tool': '', 'c/tool/': '' })
  await chmod(files.at('b/tool'), 0o755)
  const PATH = ['.', '', 'relative', files.at('c'), files.at('a'), files.at('b')].join(':')
  expect(await findProgram('tool', { PATH }, 'linux')).toEqual({ ok: true, path: files.at('b/tool') })
  expect(await findProgram(files.at('b/tool'), {}, 'linux')).toEqual({ ok: true, path: files.at('b/tool') })
  expect(await findProgram('tool', {}, 'linux')).toEqual({ ok: false, why: 'not-found' })
  for (const odd of ['./tool', 'a/tool', '', 'to\0ol'])
    expect(await findProgram(odd, { PATH }, 'linux')).toEqual(refused)
})

it.each(['git.cmd', 'C:\\x\\uv.BAT', 'run.ps1', 'git.cmd.', 'git.bat ', 'C:tool', '\\tool.exe', 'a\\b.exe', 'a/b'])(
  'refuses %j on Windows',
  async (command) => {
    expect(await findProgram(command, { Path: 'C:\\Windows' }, 'win32')).toEqual(refused)
  },
)
