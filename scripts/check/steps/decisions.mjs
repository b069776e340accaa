import { filesBelow, textOf } from '../files.mjs'

const folder = 'docs/adr'
const sections = ['Context', 'Decision', 'Consequences', 'Rejected']
const named = /^([A-Z]+)-(\d{4})-[a-z0-9-]+\.md$/

function recordFaults(path, text) {
  return [
    ...(/^# \S/.test(text) ? [] : [`${path} has no title`]),
    ...(/^Status: (Proposed|Accepted|Rejected|Superseded by [A-Z]+-\d{4})$/m.test(text) ? [] : [`${path} has no line "Status: Accepted" (or Proposed, Rejected, Superseded by X-0000)`]),
    ...(/^Date: \d{4}-\d{2}-\d{2}$/m.test(text) ? [] : [`${path} has no line "Date: YYYY-MM-DD"`]),
    ...sections.filter((section) => !new RegExp(`^## ${section}$`, 'm').test(text)).map((section) => `${path} has no section "## ${section}"`),
  ]
}

/** Decision records: name, shape, one number each, and an index that lists each under its title. */
export const decisions = {
  name: 'decision records',
  run({ root }) {
    const index = textOf(root, `${folder}/README.md`).replaceAll('\r\n', '\n')
    const files = filesBelow(root, folder).map((path) => path.slice(folder.length + 1)).filter((name) => name !== 'README.md')
    const numbers = files.map((name) => named.exec(name)?.[2])
    const faults = files.flatMap((name, at) => {
      if (numbers[at] === undefined) return [`${folder}/${name}: records are named DOMAIN-0000-title.md`]
      const text = textOf(root, `${folder}/${name}`).replaceAll('\r\n', '\n')
      const title = /^# (.+)$/m.exec(text)?.[1] ?? ''
      return [
        ...recordFaults(`${folder}/${name}`, text),
        ...(index.includes(`[${title}](${name})`) ? [] : [`${folder}/README.md does not list [${title}](${name}): what is not in the index is not found`]),
        ...(numbers.indexOf(numbers[at]) === at ? [] : [`${folder}/${name}: number ${numbers[at]} is taken`]),
      ]
    })
    const gone = [...index.matchAll(/\]\(([^)]+\.md)\)/g)].map(([, name]) => name).filter((name) => !files.includes(name))
    return {
      faults: [...faults, ...gone.map((name) => `${folder}/README.md lists ${name}, which is not there`)],
      note: `${files.length} records`,
    }
  },
}
