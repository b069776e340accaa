/** ComfyUI's own modules, which the build leaves outside (vite.config.ts gives them their address). */
declare module 'comfyui/app' {
  export const app: import('./types.js').ComfyApp
}

declare module 'comfyui/api' {
  export const api: import('./types.js').ComfyApi
}
