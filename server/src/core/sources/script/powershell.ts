import type { Job } from './job.js'
import { plainComment, quotePowerShell } from './quote.js'

/** `curl` alone is another command in Windows PowerShell. */
const head = `$ErrorActionPreference = 'Stop'
$script:Failed = 0

function Complete-Model([string]$Part, [string]$File, [string]$Hash) {
  if ($Hash -and (Get-FileHash -LiteralPath $Part -Algorithm SHA256).Hash -ne $Hash) {
    Write-Warning "WRONG CONTENT, left at $Part"
    $script:Failed = 1
    return
  }
  [IO.File]::Move($Part, $File)
  Write-Output "done: $File"
}

function Test-Absent([string]$Folder, [string]$File) {
  if (Test-Path -LiteralPath $File) {
    Write-Host "is there: $File"
    return $false
  }
  [void][IO.Directory]::CreateDirectory($Folder)
  return $true
}

function Get-WithCurl([string]$Url, [string]$Folder, [string]$File, [string]$Hash, [string]$Token) {
  if (-not (Test-Absent $Folder $File)) { return }
  $More = @()
  if ($Token) { $More = @('--header', "Authorization: Bearer $Token") }
  & curl.exe --globoff --fail --location --proto =https --proto-redir =https --retry 5 --continue-at - @More --output "$File.part" --url $Url
  if ($LASTEXITCODE -ne 0) { $script:Failed = 1; return }
  Complete-Model "$File.part" $File $Hash
}

function Get-WithAria2([string]$Url, [string]$Folder, [string]$File, [string]$Hash, [string]$Name) {
  if (-not (Test-Absent $Folder $File)) { return }
  & aria2c.exe --continue=true --split=8 --max-connection-per-server=8 --auto-file-renaming=false "--dir=$Folder" "--out=$Name.part" $Url
  if ($LASTEXITCODE -ne 0) { $script:Failed = 1; return }
  Complete-Model "$File.part" $File $Hash
}

function Get-WithHub([string]$Repo, [string]$Revision, [string]$Path, [string]$Folder, [string]$File, [string]$Hash) {
  if (-not (Test-Absent $Folder $File)) { return }
  & hf download $Repo $Path --revision $Revision --local-dir "$File.part"
  if ($LASTEXITCODE -ne 0) { $script:Failed = 1; return }
  Complete-Model (Join-Path -Path "$File.part" -ChildPath $Path) $File $Hash
}
`

export function writePowerShell(remarks: readonly string[], jobs: readonly Job[]): string {
  const foreign = jobs.some(({ file }) => /[^\x20-\x7e]/.test(file))
  const saved = foreign ? ['Windows PowerShell 5 reads these names right only from a file saved as UTF-8 with BOM'] : []
  const lines = jobs.flatMap((job) => [...job.remarks.map(comment), call(job)])
  return [...saved.map(comment), head, ...remarks.map(comment), ...lines, 'exit $script:Failed', '']
    .join('\r\n')
    .replace(/\r?\n/g, '\r\n')
}

function comment(text: string): string {
  return `# ${plainComment(text)}`
}

function call({ tool, url, folder, file, base, hash, token, hub }: Job): string {
  const words = (...texts: string[]): string => texts.map(quotePowerShell).join(' ')
  if (tool === 'aria2') return `Get-WithAria2 ${words(url, folder, file, hash ?? '', base)}`
  if (tool === 'hf' && hub !== null)
    return `Get-WithHub ${words(hub.repo, hub.revision, hub.path, folder, file, hash ?? '')}`
  return `Get-WithCurl ${words(url, folder, file, hash ?? '')} ${token === null ? "''" : `$env:${token}`}`
}
