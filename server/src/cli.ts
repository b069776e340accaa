import { enableCompileCache } from 'node:module'
import type { Command } from './cli/command.js'
import { installationOptions, textOrJson } from './cli/installation-options.js'
import { planCommands } from './cli/plans/commands.js'
import { runCli } from './cli/run.js'

// Halves the start of every command but the first one ever; without a place to keep it Node goes on without.
enableCompileCache()

/** Every command, in the order in which a newcomer meets them. */
const commands: readonly Command[] = [
  {
    name: 'serve',
    arguments: '',
    says: 'Starts the companion that the panel talks to, and its own page. Without a ComfyUI it shows the demo installation.',
    options: {
      ...installationOptions,
      port: { type: 'string', value: 'N', says: 'Port on 127.0.0.1; default 8189, 0 for any.' },
    },
    takes: [0, 0],
    failure: 1,
    load: async () => (await import('./cli/serve.js')).serve,
  },
  {
    name: 'check',
    arguments: '[PATH...]',
    says: 'Will these workflows run here, and why not? Reads workflow files, images and videos with a workflow inside, or folders; default: the saved workflows of the installation.',
    options: {
      ...installationOptions,
      format: { type: 'string', value: 'text|json|md|junit|sarif', says: 'How to print it; default text.' },
      timings: { type: 'boolean', says: 'Adds milliseconds to each report.' },
    },
    takes: [0, Infinity],
    failure: 2,
    load: async () => (await import('./cli/check.js')).check,
  },
  {
    name: 'explain',
    arguments: 'FILE [NODE]',
    says: 'What a workflow, or one of its nodes, does, needs, and why it is red. NODE is an execution id (`12`, `65:70`) or a node type.',
    options: { ...installationOptions, format: textOrJson },
    takes: [1, 2],
    failure: 1,
    load: async () => (await import('./cli/explain.js')).explain,
  },
  {
    name: 'why',
    arguments: 'TYPE|MODEL [FILE]',
    says: 'Why a finding is as it is, with its evidence. Without FILE, over the saved workflows of the installation.',
    options: { ...installationOptions },
    takes: [1, 2],
    failure: 1,
    load: async () => (await import('./cli/why.js')).why,
  },
  ...planCommands,
  {
    name: 'nodes',
    arguments: 'list|add|update|enable|disable|remove|why [NAME...]',
    says:
      'Node packs of the installation. list: which, from where, and whether ComfyUI loads them; why NAME: what a pack is here for; add ID|ID@VERSION|ADDRESS|ADDRESS@REF, update, enable, disable, remove FOLDER: ' +
      'each makes a plan to read and approve, and changes nothing by itself.',
    options: {
      ...installationOptions,
      ask: { type: 'string', value: 'NAME,...', says: 'Hosts set to "ask" that are asked now (`greenlight sources`).' },
      conflict: { type: 'string', value: 'keep-both|replace|use-existing', says: 'add: what to do with a folder that stands in the way; what is replaced goes to the trash.' },
      dev: { type: 'boolean', says: 'list: only packs that are worked on here.' },
      'files-only': { type: 'boolean', says: 'add: only the files, no Python packages.' },
      force: { type: 'boolean', says: 'add: as --conflict replace.' },
      format: textOrJson,
      registry: { type: 'boolean', says: 'list: only packs of the Comfy Registry.' },
      to: { type: 'string', value: 'VERSION|COMMIT', says: 'update: to this one; default: the newest.' },
    },
    takes: [1, Infinity],
    failure: 1,
    load: async () => (await import('./cli/nodes.js')).nodes,
  },
  {
    name: 'models',
    arguments: 'index|list|find|show|verify|duplicates|unused|adopt|sources [ARG...]',
    says:
      'Model files by content. index [DIR...]: reads the model folders (and folders of your own) and hashes what is asked for; list; find NAME|HASH|PATH; show FILE: what it is; ' +
      'verify [FILE...]: reads every byte again; duplicates; unused [WORKFLOW...]; adopt FILE: where a stray file belongs; sources WORKFLOW: where the models that are not here are to be had. Nothing but the index is written.',
    options: {
      ...installationOptions,
      ask: { type: 'string', value: 'NAME,...', says: 'sources: hosts set to "ask" that are asked now (`greenlight sources`).' },
      family: { type: 'string', value: 'NAME', says: 'list: only this architecture (sdxl, flux ...).' },
      folder: { type: 'string', value: 'NAME', says: 'list: only this model folder.' },
      forget: { type: 'boolean', says: 'index DIR: takes a folder of your own out again.' },
      format: textOrJson,
      full: { type: 'boolean', says: 'index: hashes every file, BLAKE3 and SHA-256.' },
      hash: { type: 'string', value: 'all|needed|none', says: 'index: what is hashed; default needed: what saved workflows ask for.' },
      health: { type: 'string', value: 'whole|corrupt|unknown', says: 'list: only files of this health.' },
      kind: { type: 'string', value: 'NAME', says: 'list: only this kind (checkpoint, lora ...).' },
      script: { type: 'string', value: 'curl|aria2|hf', says: 'sources: prints a script that downloads what was found, and downloads nothing.' },
      search: { type: 'string', value: 'WORDS', says: 'list: only files with these words in their path.' },
      shell: { type: 'string', value: 'posix|cmd|powershell', says: 'sources --script: for which shell; default: the one of this machine.' },
      sort: { type: 'string', value: 'name|size|modified', says: 'list: the order; default name.' },
      watch: { type: 'boolean', says: 'index: goes on, and follows changes of the folders.' },
    },
    takes: [1, Infinity],
    failure: 1,
    load: async () => (await import('./cli/models/models.js')).models,
  },
  {
    name: 'sources',
    arguments: '[NAME off|ask|on] | ledger',
    says:
      'Hosts outside this machine, each off until you say otherwise: off, ask (only for questions that you start by hand), on. Without arguments: the list. ' +
      '--endpoint names a mirror; --git one of github.com for node packs by git. ledger: every request that left this machine, newest first.',
    options: {
      data: { type: 'string', value: 'DIR', says: "Greenlight's own state folder." },
      endpoint: { type: 'string', value: 'URL', says: "NAME: asked at this address; default: the service's own again." },
      format: textOrJson,
      git: { type: 'string', value: 'URL', says: 'github: git asks this address in place of https://github.com; default: github.com again.' },
    },
    takes: [0, 2],
    failure: 1,
    load: async () => (await import('./cli/sources/sources.js')).sources,
  },
  {
    name: 'uv',
    arguments: 'fetch',
    says: 'Brings uv from PyPI into the state folder, checked by its hash, where none is installed: it works out what node packs would change among the Python packages. The source pypi must be on.',
    options: { data: installationOptions.data },
    takes: [1, 1],
    failure: 1,
    load: async () => (await import('./cli/uv.js')).uv,
  },
  {
    name: 'policy',
    arguments: '[write]',
    says: 'Your rules for plans: sources, sizes, licences, formats, protected packages; what holds now, and where. write: a commented file to edit.',
    options: { data: installationOptions.data, format: textOrJson },
    takes: [0, 1],
    failure: 1,
    load: async () => (await import('./cli/policy.js')).policy,
  },
  {
    name: 'catalogue',
    arguments: 'status|import|update [ARG...]',
    says:
      "What names node packs and models: lists of an installed ComfyUI-Manager, imported ones, the Comfy Registry. status: each part with its age; import DIR|FILE|ZIP: takes a copy of such lists, " +
      'of an update, or of a ComfyGit mapping (--forget NAME takes it back); update [ID...]: asks the Comfy Registry, if it is switched on (`greenlight sources`), for its list and for the node types of these packs.',
    options: {
      ...installationOptions,
      forget: { type: 'boolean', says: 'import NAME: takes an import back.' },
      format: textOrJson,
      full: { type: 'boolean', says: 'update: reads the whole list, not only what changed.' },
    },
    takes: [1, Infinity],
    failure: 1,
    load: async () => (await import('./cli/catalogue/catalogue.js')).catalogue,
  },
  {
    name: 'decisions',
    arguments: '[list|export [FILE]|import FILE|remember TYPE PACK|remember MODEL|forget TYPE|MODEL]',
    says:
      'What you chose before: which pack answers a node type, which file or address a model. list; export [FILE]: for others; import FILE: takes theirs in, yours stay; ' +
      'remember; forget. They are kept in decisions.yaml of the state folder, which you may edit.',
    options: {
      data: installationOptions.data,
      directory: { type: 'string', value: 'NAME', says: 'remember, forget: the model folder.' },
      everywhere: { type: 'boolean', says: 'forget: only what holds for every workflow.' },
      format: textOrJson,
      replace: { type: 'boolean', says: 'import: theirs take the place of yours.' },
      url: { type: 'string', value: 'ADDRESS', says: 'remember MODEL: where it is to be had.' },
      use: { type: 'string', value: 'VALUE', says: 'remember MODEL: what the widget should say instead.' },
      workflow: { type: 'string', value: 'KEY', says: 'remember, forget: only for this workflow, the id in its file, else its file name.' },
    },
    takes: [0, 3],
    failure: 1,
    load: async () => (await import('./cli/decisions/decisions.js')).decisions,
  },
  {
    name: 'install',
    arguments: '--comfyui DIR',
    says: 'Puts the panel into a ComfyUI: a link in custom_nodes, or a copy where links are not allowed. --undo takes it out again.',
    options: {
      comfyui: { type: 'string', value: 'DIR', says: "ComfyUI's folder." },
      copy: { type: 'boolean', says: 'Copies the files instead of linking to this folder.' },
      data: { type: 'string', value: 'DIR', says: "Greenlight's own state folder." },
      undo: { type: 'boolean', says: 'Removes what install put there, and nothing else.' },
    },
    takes: [0, 0],
    failure: 1,
    load: async () => (await import('./cli/install.js')).install,
  },
  {
    name: 'doctor',
    arguments: '',
    says: 'The health of everything Greenlight relies on: Node, hashing, state folder, ComfyUI, catalogue, sidecar, panel.',
    options: { ...installationOptions, format: textOrJson },
    takes: [0, 0],
    failure: 1,
    load: async () => (await import('./cli/doctor.js')).doctor,
  },
]

const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stop.abort())

// A reader that goes away (`| head`) ends the work, not with a stack.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2))

process.exitCode = await runCli(commands, process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  env: process.env,
  colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
  lively: process.stderr.isTTY === true,
  width: process.stdout.columns ?? 100,
  signal: stop.signal,
})
