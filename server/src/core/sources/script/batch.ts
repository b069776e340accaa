import type { Job } from './job.js'
import { batchValue, plainComment } from './quote.js'

/** Foreign text stands in `set` lines alone; everywhere else its variable does, in quotes. The prefix keeps `PATH` what it is. */
const head = ['@echo off', 'setlocal DisableDelayedExpansion', 'chcp 65001 >nul', 'set "gl_failed=0"']

export function writeBatch(remarks: readonly string[], jobs: readonly Job[]): string {
  const lines = jobs.flatMap((job, at) => [...job.remarks.map(comment), ...write(job, at + 1)])
  return [...head, ...remarks.map(comment), ...lines, 'exit /b %gl_failed%', ''].join('\r\n')
}

function comment(text: string): string {
  return `rem ${plainComment(text)}`
}

function write(job: Job, number: number): string[] {
  const { url, folder, file, base, hash, hub, tool } = job
  const byHub = tool === 'hf' && hub !== null
  const part = byHub ? `"%gl_file%.part\\%gl_inner%"` : '"%gl_file%.part"'
  return [
    set('url', url),
    set('folder', folder),
    set('file', file),
    set('name', base),
    ...(byHub
      ? [
          set('repo', hub.repo),
          set('revision', hub.revision),
          set('path', hub.path),
          set('inner', hub.path.replaceAll('/', '\\')),
        ]
      : []),
    `if exist "%gl_file%" goto done${number}`,
    'if not exist "%gl_folder%" mkdir "%gl_folder%"',
    ...fetchLines(job),
    `if errorlevel 1 goto failed${number}`,
    ...(hash === null
      ? []
      : [`certutil -hashfile ${part} SHA256 | findstr /i /x ${hash} >nul`, `if errorlevel 1 goto failed${number}`]),
    `move ${part} "%gl_file%" >nul`,
    `if errorlevel 1 goto failed${number}`,
    'echo done: "%gl_file%"',
    `goto done${number}`,
    `:failed${number}`,
    'echo FAILED, or wrong content: "%gl_file%.part"',
    'set "gl_failed=1"',
    `:done${number}`,
  ]
}

function set(name: string, value: string): string {
  return `set "gl_${name}=${batchValue(value)}"`
}

function fetchLines({ tool, hub, token }: Job): string[] {
  if (tool === 'aria2')
    return [
      'aria2c.exe --continue=true --split=8 --max-connection-per-server=8 --auto-file-renaming=false "--dir=%gl_folder%" "--out=%gl_name%.part" "%gl_url%"',
    ]
  if (tool === 'hf' && hub !== null)
    return ['hf.exe download "%gl_repo%" "%gl_path%" --revision "%gl_revision%" --local-dir "%gl_file%.part"']
  const curl = (more: string): string =>
    `curl.exe --globoff --fail --location --proto =https --proto-redir =https --retry 5 --continue-at - ${more}--output "%gl_file%.part" --url "%gl_url%"`
  return token === null
    ? [curl('')]
    : [`if defined ${token} (${curl(`--header "Authorization: Bearer %${token}%" `)}) else (${curl('')})`]
}
