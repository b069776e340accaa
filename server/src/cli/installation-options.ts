import type { Option } from './command.js'

/** Flags of every command that judges against an installation. */
export const installationOptions = {
  catalogue: { type: 'string', value: 'DIR', says: "A folder with ComfyUI-Manager's lists, to name node packs." },
  comfyui: { type: 'string', value: 'DIR|URL', says: "ComfyUI's folder or address; default: COMFYUI_PATH, then COMFYUI_URL." },
  data: { type: 'string', value: 'DIR', says: "Greenlight's own state folder." },
  'object-info': { type: 'string', value: 'FILE', says: 'A saved /object_info answer instead of a running ComfyUI.' },
} as const satisfies Record<string, Option>

export const textOrJson = { type: 'string', value: 'text|json', says: 'How to print it; default text.' } as const satisfies Option
