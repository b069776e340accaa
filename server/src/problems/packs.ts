import type { Entry } from './entry.js'

/** Getting and changing node packs and Python packages. Sorted. */
export const packProblems = {
  GIT_NOT_FOUND: {
    why: () => 'git is not found on this machine.',
    hint: () => 'Install git, or take the pack from the Comfy Registry.',
  },
  GIT_REFUSED: {
    why: (f) => `git could not get ${f.repository}: ${f.because}.`,
    hint: () => 'Check the address and the network; private repositories are not supported.',
  },
  PACK_ARCHIVE_REFUSED: {
    why: (f) => `The archive of ${f.pack} is refused: ${f.because}.`,
    hint: () => 'Nothing of it was kept. Take another version, or the repository.',
  },
  PACK_FOLDER_CONFLICT: {
    why: (f) => `A folder stands in the way of ${f.pack}: ${f.because}.`,
    hint: () => 'Choose what to do with it: keep both, replace (the old one goes to the trash), or use it as it is.',
  },
  PACK_NAME_UNREADABLE: {
    why: (f) => `${f.pack} is neither a registry id nor a repository address.`,
    hint: () => 'Write ID, ID@VERSION, https://HOST/OWNER/NAME or that with @COMMIT.',
  },
  PACK_NOT_FOUND: {
    why: (f) => `${f.of} has no node pack ${f.pack}.`,
    hint: () => 'Check the name; greenlight why TYPE tells which packs are known for a node type.',
  },
  PACK_NOT_SHELVED: {
    why: (f) => `The files of the node pack ${f.shelf} are not there any more, or were damaged.`,
    hint: () => 'Make the plan again: it fetches them anew.',
  },
  PYTHON_NOT_FOUND: {
    why: () => 'The Python that ComfyUI runs with is not found.',
    hint: () => 'Start ComfyUI once while Greenlight runs, or name the interpreter with COMFYUI_PYTHON.',
  },
  UV_NOT_FOUND: {
    why: () => 'uv is not found, so what an installation would change cannot be told.',
    hint: () => 'Bring it: greenlight uv fetch (the source pypi must be on), or python -m pip install uv; or choose files only.',
  },
  UV_REFUSED: {
    why: (f) => `The Python packages cannot be worked out: ${f.because}.`,
    hint: () => 'Leave the pack out, choose another version, or bring its files only.',
  },
} as const satisfies Record<string, Entry>
