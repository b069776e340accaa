import { readRequirementForm } from './requirement-forms.js'

/** Names of packages after `install_requires` of a setup.py (a list of texts) or setup.cfg (indented lines), read as text. `at`: its line. */
export function setupNames(text: string, file: string): { readonly names: readonly string[]; readonly at: number | null } {
  const found = (file.endsWith('.cfg') ? /^install_requires[ \t]*=([^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*)/m : /\binstall_requires\s*=\s*\[([^\]]*)\]/).exec(text.slice(0, 500_000))
  if (found === null) return { names: [], at: null }
  const body = found[1] ?? ''
  const written = file.endsWith('.cfg') ? body.split(/\r?\n/) : [...body.matchAll(/"([^"\n]*)"|'([^'\n]*)'/g)].map((one) => one[1] ?? one[2] ?? '')
  const names = written.flatMap((one) => {
    const form = readRequirementForm(one.replace(/\s#.*$/, '').trim())
    return form.ok === true ? [form.name] : []
  })
  return { names: [...new Set(names)].sort(), at: text.slice(0, found.index).split('\n').length }
}
