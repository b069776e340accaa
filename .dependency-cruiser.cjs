/** The laws of who may import whom. `comment` is the reason that `npm run check` prints when one breaks. */

const tests = String.raw`\.(test|spec)\.ts$|/testing/`
const source = { pathNot: tests }
/** Files at the top of core are the ports and the words they speak; rules live in its folders. json is the one reader of foreign text. */
const wordsOfCore = String.raw`^server/src/core/([^/]+|workflow/json)\.ts$`

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'law-1-shared-stands-alone',
      comment: 'shared is what three programs agree on; it may import itself and valibot, else one of them drags its world into the others.',
      severity: 'error',
      from: { path: '^shared/src/', ...source },
      to: { pathNot: ['^shared/src/', '(^|/)node_modules/valibot/'] },
    },
    {
      name: 'law-2-extension-and-server-never-meet',
      comment: 'The panel runs in a browser and the sidecar in Node; all they know of each other is shared.',
      severity: 'error',
      from: { path: '^extension/' },
      to: { path: '^server/' },
    },
    {
      name: 'law-2-server-and-extension-never-meet',
      comment: 'The sidecar must run without the panel; all they know of each other is shared.',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^extension/' },
    },
    {
      name: 'law-3-core-is-pure',
      comment: 'core answers the same bytes for the same facts, so it sees values only: core, shared and the catalogue of problems; no Node module, no package, no adapter.',
      severity: 'error',
      from: { path: '^server/src/core/', ...source },
      to: { pathNot: ['^server/src/core/', '^server/src/problems\\.ts$', '^shared/'] },
    },
    {
      name: 'law-4-adapters-know-ports',
      comment: 'An adapter is one outside thing behind a port. Of core it knows the ports and the shapes they speak, so that a rule never hides in an adapter.',
      severity: 'error',
      from: { path: '^server/src/adapters/', ...source },
      to: { path: '^server/src/', pathNot: ['^server/src/adapters/', '^server/src/problems\\.ts$', wordsOfCore] },
    },
    {
      name: 'law-4-adapters-never-meet',
      comment: 'An adapter that needs another gets it through a port from main.ts; otherwise neither can be replaced.',
      severity: 'error',
      from: { path: '^server/src/adapters/([^/]+)/', ...source },
      to: { path: '^server/src/adapters/', pathNot: '^server/src/adapters/$1/' },
    },
    {
      name: 'law-5-use-cases-see-ports',
      comment: 'A use-case reads and writes through ports; then a test runs it on fakes and a person reads it as a recipe.',
      severity: 'error',
      from: { path: '^server/src/use-cases/', ...source },
      to: { pathNot: ['^server/src/(core|use-cases)/', '^server/src/problems\\.ts$', '^shared/'] },
    },
    {
      name: 'law-6-main-composes-adapters',
      comment: 'Only main.ts chooses adapters, so one file tells what the program touches.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: ['^server/src/(main(/|\\.ts$)|adapters/)', tests] },
      to: { path: '^server/src/adapters/' },
    },
    {
      name: 'law-6-main-composes-http',
      comment: 'Only main.ts sees adapters and http together; a handler gets use-cases, a command gets main.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: ['^server/src/(main(/|\\.ts$)|http/)', tests] },
      to: { path: '^server/src/http/' },
    },
    {
      name: 'law-7-comfyui-has-one-door',
      comment: "ComfyUI's scripts change between its versions; only main.ts and comfy/ import them, the rest sees our own narrow face.",
      severity: 'error',
      from: { path: '^extension/src/', pathNot: ['^extension/src/(main\\.ts$|comfy/)', tests] },
      to: { path: '^comfyui/|scripts/(app|api)\\.js$' },
    },
    {
      name: 'law-7-panel-touches-stores',
      comment: 'A component shows a store and sends its commands; a component that calls the sidecar holds state that nothing can test.',
      severity: 'error',
      from: { path: '^extension/src/(panel|node)/', ...source },
      to: { path: '^extension/src/sidecar/' },
    },
    {
      name: 'law-8-no-cycles',
      comment: 'In a cycle nothing can be read first; move what both need into a third file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'tests-stay-tests',
      comment: 'What ships never imports a test, a fake or a fixture.',
      severity: 'error',
      from: { path: '^(shared|server|extension)/src/', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'e2e-stands-outside',
      comment: 'End-to-end tests drive what was built, as a person would; of our code they may know the contract only.',
      severity: 'error',
      from: { path: '^e2e/' },
      to: { path: '^(server|extension)/src/' },
    },
    {
      name: 'web-dist-is-output',
      comment: 'web-dist is written by the build and read by ComfyUI.',
      severity: 'error',
      from: {},
      to: { path: '^web-dist/' },
    },
    {
      name: 'packages-are-declared',
      comment: 'A package that no package.json of the workspace names is there by luck.',
      severity: 'error',
      from: { path: '^(shared|server|extension)/src/|^e2e/', pathNot: tests },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'imports-resolve',
      comment: 'The named file or package does not exist.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^comfyui/|scripts/(app|api)\\.js$' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^(server|shared)/dist/', '^web-dist/', '^\\.cache/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'scripts/check/tsconfig.laws.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.vue', '.json'],
    },
  },
}
