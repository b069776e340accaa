import type { CodeFact } from '../pack-facts.js'

/** A form of Python code that a person should know of, and what is said of it; `code` is spelled with modules' own names. */
export interface CodeRule {
  readonly kind: CodeFact['kind']
  readonly pattern: RegExp
  readonly says: (found: string) => string
}

const runs = (found: string) => `Runs text as code: ${found}.`
const starts = (found: string) => `Starts another program: ${found}.`
const rule = (kind: CodeFact['kind'], says: (found: string) => string, pattern: RegExp): CodeRule => ({ kind, says, pattern })

export const codeRules: readonly CodeRule[] = [
  rule('runs-text', runs, /(?<![\w.])(?<!\bdef\s)(?:eval|exec|compile)(?=\s*\()/g),
  rule('runs-text', runs, /\bbuiltins\s*\.\s*(?:eval|exec|compile)\b/g),
  rule('runs-text', runs, /(?<!\w)__builtins__\s*(?:\.|\[)/g),
  rule('runs-text', runs, /\bexec(?<=[=,(]\s{0,9}exec)(?=\s{0,9}(?:[,)]|$))/g),
  rule('runs-text', runs, /\bmarshal\s*\.\s*loads?\b/g),
  rule('runs-text', runs, /\brunpy\s*\.\s*run_\w+/g),
  rule('runs-text', runs, /\btypes\s*\.\s*(?:CodeType|FunctionType)(?=\s*\()/g),
  rule('runs-text', runs, /(?<![\w.])__import__(?=\s*\(\s*(?!""\s*[),]))/g),
  rule('runs-text', runs, /\bgetattr\s*\(\s*(?:builtins|__builtins__)\b/g),
  rule('starts-programs', starts, /\bsubprocess\s*\.\s*(?:run|Popen|call|check_call|check_output|getoutput|getstatusoutput)\b/g),
  rule('starts-programs', starts, /\bos\s*\.\s*(?:system|popen|startfile|spawn[lv]\w*|exec[lv]\w*|posix_spawnp?|fork(?:pty)?)\b/g),
  rule('starts-programs', starts, /\bpty\s*\.\s*(?:spawn|fork)\b/g),
  rule('starts-programs', starts, /\bcreate_subprocess_(?:exec|shell)\b/g),
  rule('starts-programs', starts, /\bgetattr\s*\(\s*(?:os|subprocess)\b/g),
  rule('starts-programs', starts, /\b(?:__import__|import_module)\s*\(\s*""\s*\)\s*\.\s*(?:system|popen|Popen|run|call|check_\w+)\b/g),
  rule('installs-by-itself', () => 'Runs pip inside this Python.', /(?<![\w.])pip\s*\.\s*(?:main|_internal)\b|^from\s+pip\b|^import\s+pip\b/g),
  rule('installs-by-itself', () => 'Brings pip into this Python.', /\bensurepip\s*\.\s*\w+/g),
]

/** A word of every rule above: most statements have none, and need not be looked at rule by rule. */
export const anyRule = /exec|eval|compile|builtins|marshal|runpy|types|__import__|import_module|getattr|subprocess|\bos\b|\bpty\b|\bpip\b|ensurepip/

/** Calls that reach the network; they matter where they run when the file is imported. */
export const networkCall =
  /\brequests\s*\.\s*(?:get|post|put|patch|delete|head|request|Session)\b|\b(?:urlopen|urlretrieve)(?=\s*\()|\bhttpx\s*\.\s*(?:get|post|put|stream|request|Client|AsyncClient)\b|\baiohttp\s*\.\s*(?:ClientSession|request)\b|\bsocket\s*\.\s*(?:socket|create_connection|gethostbyname)\b|\bhttp\s*\.\s*client\s*\.\s*HTTPS?Connection\b|\bHTTPS?Connection(?=\s*\()|\b(?:hf_hub_download|snapshot_download|load_file_from_url|download_url_to_file)(?=\s*\()|\btorch\s*\.\s*hub\s*\.\s*\w+|\b(?:gdown|wget)\s*\.\s*download\b|\b(?:ftplib|smtplib|telnetlib)\s*\.\s*\w+|\bparamiko\s*\.\s*\w+/

/** What turns text or bytes back into something else: a reason to look at long texts. */
export const decoding = /\b(?:[abz]\w*64|a85|b85|b32|b16)\s*decode\b|\b(?:b64decode|urlsafe_b64decode|decodebytes|a85decode|b85decode|b32decode|b16decode|unhexlify|fromhex)\b|\bzlib\s*\.\s*decompress\b|\bcodecs\s*\.\s*decode\b|\blzma\s*\.\s*decompress\b/
