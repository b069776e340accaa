import { isOneEdit } from '../names/one-edit.js'
import type { CodeFact, PackRequirements } from '../pack-facts.js'
import { readRequirementForm } from './requirement-forms.js'

/** Names that node packs often ask for: a name one letter away from one of these is worth a second look. */
const common = 'accelerate aiohttp albumentations anthropic beautifulsoup4 bitsandbytes colorama decord diffusers einops facexlib fastapi gitpython gradio huggingface-hub imageio imageio-ffmpeg insightface invisible-watermark jinja2 kornia librosa lightning litellm loguru matplotlib mediapipe moviepy numba numpy omegaconf onnxruntime onnxruntime-gpu openai opencv-contrib-python opencv-python opencv-python-headless pandas piexif pillow platformdirs protobuf psutil pydantic pydub pyyaml qrcode rembg requests safetensors scikit-image scikit-learn scipy segment-anything sentencepiece simpleeval sounddevice soundfile spandrel sqlalchemy tensorflow tiktoken tokenizers torch torchaudio torchsde torchvision transformers trimesh triton typing-extensions ultralytics urllib3 uvicorn watchdog webcolors websocket-client websockets xformers'.split(' ')
const commonNames: ReadonlySet<string> = new Set(common)
/** Real distributions that only look like another one. */
const ordinary: ReadonlySet<string> = new Set(['grequests', 'openapi', 'pyaml', 'pytorch', 'qrcodes', 'torchx', 'websocket'])
const torchFamily = /^(?:torch|torchaudio|torchvision|xformers)$/

/** What the names and versions that would be handed on are told of: likeness to another name, and pins that would replace torch. */
export function requirementFacts({ lines }: PackRequirements): readonly CodeFact[] {
  return lines.flatMap(({ line, file, at }) => {
    const form = readRequirementForm(line)
    if (form.ok !== true) return []
    const tell = (says: string): CodeFact => ({ kind: 'risky-requirement', file, line: at, says })
    const alike = form.name.length < 5 || commonNames.has(form.name) || ordinary.has(form.name) ? undefined : common.find((name) => isOneEdit(name, form.name))
    if (alike !== undefined) return [tell(`Asks for ${form.name}, which is one letter away from ${alike}.`)]
    const holds = torchFamily.test(form.name) && /(?:^|,)(?:={2,3}|<=?|~=)/.test(form.versions)
    return holds ? [tell(`Holds ${form.name} at ${form.versions}: that may replace the one that ComfyUI runs with.`)] : []
  })
}
