import { filesBelow } from '../files.mjs'

const vague = /(^|[-./])(common|data|helpers?|issues?|items?|managers?|misc|utils?)(?=[-./]|$)/
const reason = 'the name says nothing about what is in it; take the word for the thing (house words: node pack, model, finding, problem ...)'

const isKebab = (name) => /^\.?[a-z0-9]+([-.][a-z0-9]+)*$/.test(name) || name === 'README.md'

/** Components are named as they are written in a template. */
const isComponent = (name) => /^[A-Z][A-Za-z0-9]*(\.(test|spec))?\.(vue|ts)$/.test(name)

function faultsOf(path) {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return [
    ...(vague.test(path) ? [`${path}: ${reason}`] : []),
    ...(isKebab(name) || isComponent(name) ? [] : [`${path}: files are named in kebab-case, components in PascalCase, so that a name is never guessed`]),
  ]
}

/** Names of source files: house words, kebab-case. */
export const names = {
  name: 'file names',
  run({ root }) {
    const paths = ['shared/src', 'server/src', 'extension/src', 'scripts'].flatMap((folder) => filesBelow(root, folder))
    return { faults: paths.flatMap(faultsOf), note: `${paths.length} files` }
  },
}
