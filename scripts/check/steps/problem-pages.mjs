import { filesBelow, textOf } from '../files.mjs'
import { setupCodes } from '../../bootstrap/problems.mjs'

const sections = ['Message', 'Cause', 'Fix']

/** Codes of the sidecar's catalogue, in the order of the file: keys at two spaces' depth. */
export function codesOf(source) {
  return [...source.matchAll(/^ {2}([A-Z][A-Z0-9_]*): \{/gm)].map(([, code]) => code)
}

function pageFaults(root, code) {
  const path = `docs/errors/${code}.md`
  const text = textOf(root, path).replaceAll('\r\n', '\n')
  if (text === '') return [`${code} has no page: write ${path}, so that the code a person sees leads somewhere`]
  const missing = sections.filter((section) => !new RegExp(`^## ${section}$`, 'm').test(text))
  return [
    ...(text.startsWith(`# ${code}\n`) ? [] : [`${path} does not begin with "# ${code}"`]),
    ...missing.map((section) => `${path} has no section "## ${section}"`),
  ]
}

/** Every coded problem has its page, and no page is left of a code that is gone. */
export const problemPages = {
  name: 'problem pages',
  run({ root }) {
    const lists = filesBelow(root, 'server/src/problems').map((path) => ({ path, listed: codesOf(textOf(root, path)) }))
    const codes = [...lists.flatMap(({ listed }) => listed), ...setupCodes]
    const pages = filesBelow(root, 'docs/errors').map((path) => path.slice('docs/errors/'.length, -'.md'.length))
    const orphans = pages.filter((page) => page !== 'README' && !codes.includes(page))
    const unsorted = lists.flatMap(({ path, listed }) => listed.filter((code, at) => at > 0 && code < listed[at - 1]).map((code) => ({ path, code })))
    const twice = codes.filter((code, at) => codes.indexOf(code) < at)
    return {
      faults: [
        ...unsorted.slice(0, 1).map(({ path, code }) => `${path}: ${code} is out of order; a sorted list has one place for each code`),
        ...twice.map((code) => `${code} stands in two lists: the later would hide the earlier`),
        ...codes.flatMap((code) => pageFaults(root, code)),
        ...orphans.map((page) => `docs/errors/${page}.md explains a code that nothing uses: remove the page or restore the code`),
      ],
      note: `${codes.length} codes`,
    }
  },
}
