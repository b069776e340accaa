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
  MANAGER_BROUGHT_OTHER: {
    why: (f) => `ComfyUI-Manager brought other files for ${f.pack} than those that were looked at (${f.because}).`,
    hint: () => 'They were taken away again. Make the plan again, or set install_with: greenlight in policy.yaml.',
  },
  MANAGER_BUSY: {
    why: (f) => `ComfyUI-Manager is still at work on ${f.pack}, so what it brings cannot be taken back yet.`,
    hint: () => 'When its queue is empty, cancel the plan once more, or start Greenlight anew: it is taken back then.',
  },
  MANAGER_FAILED: {
    why: (f) => `ComfyUI-Manager did not bring ${f.pack}: ${f.because}.`,
    hint: () => 'The terminal of ComfyUI may tell more. Approve the plan again, or set install_with: greenlight in policy.yaml.',
  },
  MANAGER_REFUSED: {
    why: (f) => `ComfyUI-Manager refuses to install ${f.pack}.`,
    hint: () => "Its setting security_level in config.ini must be normal or weaker, and ComfyUI must listen on this machine alone; or set install_with: greenlight in policy.yaml.",
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
