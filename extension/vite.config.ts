import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** What ComfyUI serves at `/scripts/`; our file lies at `/extensions/FOLDER/`, hence two folders up. */
const comfyScripts: Plugin = {
  name: 'greenlight-comfy-scripts',
  enforce: 'pre',
  resolveId(source) {
    const script = /^comfyui\/(app|api)$/.exec(source)?.[1]
    return script === undefined ? null : { id: `../../scripts/${script}.js`, external: 'absolute' }
  },
}

/** The stand-alone page: fixed text, no script or style of its own inside, so that a strict policy can hold. */
const pageDocument: Plugin = {
  name: 'greenlight-page-document',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'page.html', source: readFileSync(at('page.html'), 'utf8').replaceAll('\r\n', '\n') })
  },
}

/** Chunks have no styles of their own to wait for, so a later import needs none of Vite's waiting: it would cost 600 bytes of the first load. */
const plainImports: Plugin = {
  name: 'greenlight-plain-imports',
  enforce: 'pre',
  load: { filter: { id: /preload-helper/ }, handler: () => ({ code: 'export const __vitePreload = (load) => load()', moduleSideEffects: false }) },
}

const outputs = {
  panel: { input: at('src/main.ts'), entry: 'greenlight.js', plugins: [comfyScripts] },
  page: { input: at('src/page/main.ts'), entry: 'page.mjs', plugins: [pageDocument] },
  baseline: { input: at('size/baseline.ts'), entry: 'baseline.js', plugins: [] },
}

/**
 * `vite build` writes web-dist/greenlight.js, greenlight.css and what the panel loads later, `vite build --mode page`
 * web-dist/page.mjs, page.css and page.html. ComfyUI imports every `.js` below web-dist as an extension of its own, hence
 * `.mjs` for the rest; what both need stays in greenlight.js, which the later chunks import, so there is one Vue. ComfyUI
 * lets browsers keep an `.mjs` for as long as they like, hence the content's hash in its name.
 */
export default defineConfig(({ mode }) => {
  const style = mode === 'page' ? 'page.css' : 'greenlight.css'
  const { input, entry, plugins } = mode === 'page' || mode === 'baseline' ? outputs[mode] : outputs.panel
  return {
    root: at('.'),
    base: './',
    publicDir: false,
    plugins: [vue({ features: { optionsAPI: false } }), plainImports, ...plugins],
    resolve: { alias: [{ find: /^@greenlight\/shared\/(.*)$/, replacement: `${at('../shared/src/')}$1.ts` }] },
    define: { 'process.env.NODE_ENV': JSON.stringify(process.env.NODE_ENV === 'development' ? 'development' : 'production') },
    build: {
      outDir: at('../web-dist'),
      emptyOutDir: false,
      cssCodeSplit: false,
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input,
        output: {
          format: 'es',
          ...(mode === 'page' ? { codeSplitting: false } : {}),
          entryFileNames: entry,
          chunkFileNames: '[name]-[hash].mjs',
          assetFileNames: (asset) => (asset.names[0]?.endsWith('.css') === true ? style : '[name][extname]'),
        },
      },
    },
  }
})
