import type { ImportFailure } from '../installed.js'
import { causeOfImport, type ImportContext } from './import-cause.js'

/** A requirement line of the pack, and where it stands. */
export interface PlacedLine {
  readonly line: string
  readonly file: string
  readonly at: number
}

/** What is known of the Python that ComfyUI runs with, and of the pack's wishes. */
export interface FailureContext extends Omit<ImportContext, 'lines' | 'placeOf'> {
  readonly lines: readonly PlacedLine[]
}

/**
 * Why ComfyUI could not import a pack, where in the pack and by which requirement, and what helps, in sentences. Null context: nothing is known of
 * its Python.
 */
export function explainFailure(failure: ImportFailure, context: FailureContext | null): string {
  const { folder, reason, traceback } = failure
  const lines = context?.lines ?? []
  const placeOf = (text: string) => {
    const found = lines.find(({ line }) => line.trim() === text)
    return found === undefined ? null : `${found.file}, line ${found.at}`
  }
  const cause = causeOfImport(traceback ?? asException(reason), { python: context?.python ?? 'python', installed: context?.installed ?? new Map(), protectedPackages: context?.protectedPackages ?? [], lines: lines.map(({ line }) => line), placeOf })
  const place = traceback === undefined || folder === null ? null : lastFrame(traceback, folder)
  const says = cause.kind === 'other' && traceback === undefined ? ended(reason) : cause.says
  const where = place === null ? '' : ` (it stopped in ${place})`
  const command = context === null || cause.command === null ? null : cause.command.map(inShell).join(' ')
  const helps = command === null ? remedies[cause.kind] : `What helps: run ${command}, then restart ComfyUI; or undo.`
  return `ComfyUI cannot import ${folder ?? failure.module}${where}: ${ended(says)} ${helps}`
}

const remedies: Readonly<Record<ReturnType<typeof causeOfImport>['kind'], string>> = {
  'library-missing': 'What helps: install that library on this system and restart ComfyUI; or undo.',
  'module-missing': 'What helps: install it into the Python of ComfyUI and restart; or undo.',
  'name-missing': 'What helps: another version of the pack; or undo.',
  other: 'What helps: another version of the pack, or its author; or undo.',
  'own-module-missing': 'What helps: a version of the pack for this ComfyUI; or undo.',
  'version-wrong': 'What helps: another version of the pack; or undo.',
}

/** ComfyUI's one line leaves the exception's class out. */
function asException(reason: string): string {
  if (reason.startsWith('No module named')) return `ModuleNotFoundError: ${reason}`
  if (/^cannot import name |^DLL load failed|: cannot open shared object file/.test(reason)) return `ImportError: ${reason}`
  return reason
}

/** The innermost line of the pack's own files, `nodes/ink.py, line 3`. */
function lastFrame(traceback: string, folder: string): string | null {
  let found: string | null = null
  for (const [, file = '', line = ''] of traceback.matchAll(/^ {1,8}File "([^"\n]{1,1000})", line (\d{1,9})/gm)) {
    const parts = file.split(/[/\\]/)
    const at = parts.lastIndexOf(folder)
    if (at > 0 && parts[at - 1] === 'custom_nodes') found = `${parts.slice(at + (at < parts.length - 1 ? 1 : 0)).join('/')}, line ${line}`
  }
  return found
}

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}

/** `>=` would write a file in every shell. */
function inShell(word: string): string {
  return /^[\w@%+=:,./\\-]+$/.test(word) ? word : `"${word}"`
}
