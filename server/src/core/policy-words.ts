/** What the user's policy allows (FIX-49, FIX-54). */
export interface Policy {
  /** Transfers at once. */
  readonly maxConcurrentDownloads: number
  /** Sources that files may come from, beside hosts named in `hosts`. */
  readonly allowedSources: readonly string[]
  /** Further hosts, `host` or `host:port`, that downloads may come from. */
  readonly hosts: readonly string[]
  readonly maxFileBytes: number | null
  readonly maxTotalBytes: number | null
  /** SPDX words, lower case. Others, and unknown ones, need a tick of their own. */
  readonly licenceAllow: readonly string[]
  /** Endings of weights that run no code when read: others are of the code tier and need a tick. */
  readonly plainFormats: readonly string[]
  /** Distributions never changed without a tick of their own; `*` at the end stands for any rest. */
  readonly protectedPackages: readonly string[]
  /** Days that a version of a pack must be old; younger ones need a tick. */
  readonly coolDownDays: number
  /** Who puts node packs in: Greenlight or ComfyUI-Manager's queue. */
  readonly installWith: 'greenlight' | 'manager'
}

/** What each rule is called in `policy.yaml` and in a refusal (FIX-49). */
export const policyRules = {
  maxConcurrentDownloads: 'max_concurrent_downloads',
  allowedSources: 'allowed_sources',
  hosts: 'hosts',
  maxFileBytes: 'max_file_bytes',
  maxTotalBytes: 'max_total_bytes',
  licenceAllow: 'license_allow',
  plainFormats: 'plain_formats',
  protectedPackages: 'protected_packages',
  coolDownDays: 'cool_down_days',
  installWith: 'install_with',
} as const satisfies Record<keyof Policy, string>
export type PolicyRule = (typeof policyRules)[keyof Policy]

/** What holds where the file says nothing. Lists sorted. */
export const defaultPolicy: Policy = {
  maxConcurrentDownloads: 2,
  allowedSources: ['civitai', 'comfy-registry', 'github', 'huggingface', 'modelscope', 'pypi'],
  hosts: [],
  maxFileBytes: null,
  maxTotalBytes: null,
  licenceAllow: ['0bsd', 'apache-2.0', 'bsd-2-clause', 'bsd-3-clause', 'cc-by-4.0', 'cc0-1.0', 'isc', 'mit', 'unlicense'],
  plainFormats: ['.gguf', '.onnx', '.safetensors', '.sft'],
  protectedPackages: ['numpy', 'nvidia-*', 'opencv-*', 'torch', 'torchaudio', 'torchvision', 'transformers', 'triton', 'xformers'],
  coolDownDays: 7,
  installWith: 'greenlight',
}
