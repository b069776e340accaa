/** Node types that read a file of the input folder. Definitions with an upload button tell it too; these hold without them. */
export interface InputLoader {
  readonly widget: string
  readonly index: number
  readonly kind: 'image' | 'video' | 'audio' | 'file'
  /** Where the file lies when the value does not say it; absent for the input folder. */
  readonly folder?: 'output'
}

const rows: readonly (readonly [InputLoader, ...string[]])[] = [
  [{ widget: 'audio', index: 0, kind: 'audio' }, 'LoadAudio', 'VHS_LoadAudioUpload'],
  [{ widget: 'file', index: 0, kind: 'video' }, 'LoadVideo'],
  [
    { widget: 'image', index: 0, kind: 'image' },
    'LoadImage',
    'LoadImageMask',
    'Image Load',
    'LoadAndResizeImage',
    'LoadImageAlpha',
    'LoadImageWithMetaData',
  ],
  [{ widget: 'image', index: 0, kind: 'image', folder: 'output' }, 'LoadImageOutput'],
  [{ widget: 'latent', index: 0, kind: 'file' }, 'LoadLatent'],
  [{ widget: 'model_file', index: 0, kind: 'file' }, 'Load3D', 'Load3DAnimation'],
  [{ widget: 'video', index: 0, kind: 'video' }, 'VHS_LoadVideo', 'VHS_LoadVideoFFmpeg'],
]

const byType: ReadonlyMap<string, InputLoader> = new Map(
  rows.flatMap(([loader, ...types]) => types.map((type) => [type, loader] as const)),
)

export function inputLoaderOf(type: string): InputLoader | null {
  return byType.get(type) ?? null
}
