const head = `# Third-party notices

The built panel in \`web-dist/\` holds code of the packages below. \`npm run build\` writes this page from what the bundler
really took in; \`npm run check\` fails when it differs.
`

const section = ({ name, version, license, text }) =>
  `\n## ${name} ${version}\n\nLicence: ${license}\n\n\`\`\`text\n${text === '' ? '(the package carries no licence text)' : text}\n\`\`\`\n`

/** Text of THIRD-PARTY-NOTICES.md for the bundled packages, as given in order. */
export const noticesOf = (packages) => head + packages.map(section).join('')
