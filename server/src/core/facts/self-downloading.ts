import type { NodeDefinition } from '../definitions.js'

/**
 * Node types that fetch their own weights when they run first: a name in their widget that is not on the disk is no need.
 * From the packs' own pages. A line is `pack: type|type|`, so that a reader can see who does it.
 */
const known = `
ComfyUI-RMBG: BiRefNetRMBG|BodySegment|ClothesSegment|FaceSegment|FashionSegmentAccessories|FashionSegmentClothing|RMBG|SAM2Segment|SAM3Segment|Segment|SegmentV2|
ComfyUI-QwenVL: AILab_QwenVL|AILab_QwenVL_Advanced|AILab_QwenVL_GGUF|
ComfyUI-JoyCaption: JC|JC_adv|JC_GGUF|JC_GGUF_adv|Joy_caption_two_load|
ComfyUI-SeedVR2: SeedVR2|SeedVR2LoadDiTModel|SeedVR2LoadVAEModel|
ComfyUI-BiRefNet: AutoDownloadBiRefNetModel|BiRefNet_Hugo|LayerMask: LoadBiRefNetModelV2|
ComfyUI-Florence2: LayerMask: LoadFlorence2Model|LayerMask: LoadFlorence2Model(Advance)|
comfyui_segment_anything: GroundingDinoModelLoader (segment anything)|SAMModelLoader (segment anything)|
comfyui-segment-anything-2: GroundingDinoModelLoader (segment anything2)|SAM2ModelLoader (segment anything2)|
ComfyUI-Frame-Interpolation: AMT VFI|CAIN VFI|FILM VFI|FLAVR VFI|GMFSS Fortuna VFI|IFRNet VFI|IFUnet VFI|M2M VFI|RIFE VFI|STMFNet VFI|Sepconv VFI|
ComfyUI-LivePortraitKJ: LivePortraitLoadCropper|LivePortraitLoadFaceAlignmentCropper|LivePortraitLoadMediaPipeCropper|
was-node-suite-comfyui: BLIP Analyze Image|BLIP Model Loader|CLIPSeg Masking|CLIPSeg Model Loader|Image Rembg (Remove Background)|MiDaS Model Loader|SAM Model Loader|
TTS-Audio-Suite: ChatterBoxEngineNode|ChatterBoxOfficial23LangEngineNode|CosyVoiceEngineNode|F5TTSEngineNode|HiggsAudioEngineNode|IndexTTSEngineNode|MossSoundEffectV2EngineNode|MossTTSEngineNode|Qwen3TTSEngineNode|RVCEngineNode|StepAudioEditXEngineNode|VibeVoiceEngineNode|
comfyui_controlnet_aux: AIO_Preprocessor|AnimalPosePreprocessor|AnimeFace_SemSegPreprocessor|AnimeLineArtPreprocessor|AnyLineArtPreprocessor_aux|BAE-NormalMapPreprocessor|DensePosePreprocessor|DepthAnythingPreprocessor|DepthAnythingV2Preprocessor|DiffusionEdge_Preprocessor|DSINE-NormalMapPreprocessor|DWPreprocessor|FakeScribblePreprocessor|HEDPreprocessor|LeReS-DepthMapPreprocessor|LineArtPreprocessor|M-LSDPreprocessor|Manga2Anime_LineArt_Preprocessor|MediaPipe-FaceMeshPreprocessor|MeshGraphormer+ImpactDetector-DepthMapPreprocessor|MeshGraphormer-DepthMapPreprocessor|Metric3D-DepthMapPreprocessor|Metric3D-NormalMapPreprocessor|MiDaS-DepthMapPreprocessor|MiDaS-NormalMapPreprocessor|OneFormer-ADE20K-SemSegPreprocessor|OneFormer-COCO-SemSegPreprocessor|OpenposePreprocessor|PiDiNetPreprocessor|SAMPreprocessor|Scribble_PiDiNet_Preprocessor|SemSegPreprocessor|TEEDPreprocessor|UniFormer-SemSegPreprocessor|Unimatch_OptFlowPreprocessor|Zoe-DepthMapPreprocessor|Zoe_DepthAnythingPreprocessor|
`

/** `WD14Tagger|pysssss` is one name with the separator in it. */
const withSeparator = new Map([['WD14Tagger|pysssss', 'ComfyUI-WD14-Tagger']])

/** Class names by which packs say it themselves: `DownloadAndLoadFlorence2Model`, `easy downloadDotsOCRAndLoadModel`, `AutoDownloadModels`. */
const namePattern = /(?:^|[^a-z])(?:\(down\)|download_?and_?)load|download\w*andload|auto_?download/i

/** What a definition may say in its display name or description. */
const wordsPattern = /\(down\)\s*load|download\s*(?:and|&)\s*load|auto(?:matic(?:ally)?)?[ -]?download/i

let parsed: ReadonlyMap<string, string> | null = null

/**
 * Why this node type is believed to fetch its own weights, as a sentence; null when nothing says so. The definition only
 * adds to it, so it may be null.
 */
export function saysItDownloads(type: string, definition: NodeDefinition | null): string | null {
  parsed ??= parseKnown()
  const pack = parsed.get(type)
  if (pack !== undefined) return `${type} of ${pack} fetches its weights when it runs first.`
  if (namePattern.test(type)) return `${type} says in its name that it downloads what it loads.`
  if (definition === null) return null
  if (wordsPattern.test(definition.displayName) || wordsPattern.test(definition.description)) {
    return `The definition of ${type} says that it downloads what it loads.`
  }
  return null
}

function parseKnown(): ReadonlyMap<string, string> {
  const types = new Map(withSeparator)
  for (const line of known.split('\n')) {
    const colon = line.indexOf(': ')
    if (colon === -1) continue
    for (const type of line.slice(colon + 2).split('|')) if (type !== '') types.set(type, line.slice(0, colon))
  }
  return types
}
