/** Modules whose distribution has another name; the rest goes by its own. Public knowledge of PyPI. */
const distributions: ReadonlyMap<string, string> = new Map([
  ['attr', 'attrs'],
  ['bs4', 'beautifulsoup4'],
  ['cpuinfo', 'py-cpuinfo'],
  ['cv2', 'opencv-python'],
  ['dateutil', 'python-dateutil'],
  ['dotenv', 'python-dotenv'],
  ['fitz', 'pymupdf'],
  ['git', 'gitpython'],
  ['google.protobuf', 'protobuf'],
  ['jwt', 'pyjwt'],
  ['magic', 'python-magic'],
  ['onnxruntime', 'onnxruntime'],
  ['pil', 'pillow'],
  ['pynvml', 'nvidia-ml-py'],
  ['pywt', 'pywavelets'],
  ['serial', 'pyserial'],
  ['skimage', 'scikit-image'],
  ['sklearn', 'scikit-learn'],
  ['wx', 'wxpython'],
  ['yaml', 'pyyaml'],
])
/** Distributions of which one brings the same modules as another. */
const alike: ReadonlyMap<string, readonly string[]> = new Map([
  ['opencv-python', ['opencv-contrib-python', 'opencv-contrib-python-headless', 'opencv-python-headless']],
  ['onnxruntime', ['onnxruntime-directml', 'onnxruntime-gpu']],
])

/** Names that a requirement line may go by to bring a module, likeliest first; normalised. */
export function distributionsOf(module: string): readonly string[] {
  const lower = module.toLowerCase()
  const parts = lower.split('.')
  const known = distributions.get(parts.slice(0, 2).join('.')) ?? distributions.get(parts[0] ?? '')
  const first = known ?? (parts[0] ?? '').replace(/[-_.]+/g, '-')
  return [first, ...(alike.get(first) ?? [])]
}
