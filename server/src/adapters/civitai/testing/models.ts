export interface ServedFile {
  readonly id?: number | null
  readonly name: string | null
  readonly type: string | null
  readonly sizeKB: number | null
  readonly metadata?: { readonly format?: string; readonly size?: string | null; readonly fp?: string | null } | null
  readonly hashes?: Readonly<Record<string, string | null>> | null
  readonly primary?: boolean
  readonly pickleScanResult?: string
}

export interface ServedVersion {
  readonly id: number
  readonly name: string
  readonly baseModel: string
  readonly files: readonly ServedFile[]
  readonly status?: string
  readonly usageControl?: string
  readonly availability?: string
  readonly earlyAccessEndsAt?: string | null
  readonly paidAccess?: unknown
  readonly requireAuth?: boolean
  readonly checkPermission?: boolean
}

export interface ServedModel {
  readonly id: number
  readonly name: string
  readonly type: string
  readonly mode?: string
  readonly allowNoCredit?: boolean
  readonly allowCommercialUse?: readonly string[]
  readonly allowDerivatives?: boolean
  readonly versions: readonly ServedVersion[]
}

/** As recorded from the live service in 2024. */
export const majicFile: ServedFile = {
  id: 134792,
  name: 'majicmixRealistic_v7.safetensors',
  type: 'Model',
  sizeKB: 2082642.474609375,
  metadata: { format: 'SafeTensor', size: 'pruned', fp: 'fp16' },
  hashes: {
    AutoV1: 'C45EB528',
    AutoV2: '7C819B6D13',
    SHA256: '7C819B6D13663ED720C2254F4FE18373107DFEF2448D337913C8FC545640881E',
    CRC32: 'D3C1CE6B',
    BLAKE3: '6516D85337C819C33AF609918ECA45D1DB43CAFC705163BCA927892EB8A8330C',
  },
  primary: true,
  pickleScanResult: 'Success',
}

export const majic: ServedModel = {
  id: 43331,
  name: 'majicMIX realistic',
  type: 'Checkpoint',
  allowNoCredit: false,
  allowCommercialUse: ['Image', 'Rent'],
  allowDerivatives: true,
  versions: [{ id: 176425, name: 'v7', baseModel: 'SD 1.5', files: [majicFile] }],
}

export function versionOf(id: number, files: readonly ServedFile[], more: Partial<ServedVersion> = {}): ServedVersion {
  return { id, name: `v${id}`, baseModel: 'SDXL 1.0', files, ...more }
}

export function modelOf(
  type: string,
  versions: readonly ServedVersion[],
  more: Partial<ServedModel> = {},
): ServedModel {
  return { id: 900, name: 'Tiny', type, versions, ...more }
}

export function fileOf(id: number, name: string, more: Partial<ServedFile> = {}): ServedFile {
  return { id, name, type: 'Model', sizeKB: 144.1, metadata: { format: 'SafeTensor' }, hashes: {}, ...more }
}
