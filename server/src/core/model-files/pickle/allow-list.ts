import type { Role } from './values.js'
import { typedStorageNames, typeNames, untypedStorageNames } from './torch-types.js'

/**
 * What a file of weights may name. Everything else is an unknown import. Sources: what torch 2.15 permits without being asked
 * (torch/_weights_only_unpickler.py); what ComfyUI adds to it (comfy/utils.py); numpy's own way of writing arrays and scalars; the
 * container in which the first textual-inversion script saved embeddings. Whoever adds a name shows that no call of it, with any
 * arguments made of the other names, runs code of the file's choosing.
 */
const callable: Readonly<Record<string, readonly string[]>> = {
  __builtin__: ['bytearray', 'complex', 'frozenset', 'set', 'slice'],
  _codecs: ['encode'],
  builtins: ['bytearray', 'complex', 'frozenset', 'set', 'slice'],
  collections: ['Counter', 'OrderedDict'],
  numpy: ['dtype', 'ndarray'],
  'numpy._core.multiarray': ['_reconstruct', 'scalar'],
  'numpy._core.numeric': ['_frombuffer'],
  'numpy.core.multiarray': ['_reconstruct', 'scalar'],
  'numpy.core.numeric': ['_frombuffer'],
  torch: ['Size', 'Tensor', 'device'],
  'torch._tensor': ['_rebuild_from_type_v2'],
  'torch._utils': [
    '_rebuild_device_tensor_from_cpu_tensor',
    '_rebuild_device_tensor_from_numpy',
    '_rebuild_meta_tensor_no_storage',
    '_rebuild_parameter',
    '_rebuild_parameter_with_state',
    '_rebuild_qtensor',
    '_rebuild_sparse_tensor',
    '_rebuild_tensor',
    '_rebuild_tensor_v2',
    '_rebuild_tensor_v3',
    '_rebuild_wrapper_subclass',
  ],
  'torch.nn.modules.container': ['ParameterDict'],
  'torch.nn.parameter': ['Buffer', 'Parameter'],
  'torch.serialization': ['_get_layout'],
}

const tensorClasses = ['BFloat16', 'Bool', 'Byte', 'Char', 'Double', 'Float', 'Half', 'Int', 'Long', 'Short'].map(
  (element) => `${element}Tensor`,
)
const quantisations = ['affine', 'symmetric'].flatMap((way) => [`per_tensor_${way}`, `per_channel_${way}`])
const numpyTypes = [
  'Bool',
  'Complex128',
  'Complex64',
  'Float16',
  'Float32',
  'Float64',
  'Int16',
  'Int32',
  'Int64',
  'Int8',
  'Str',
]
const unsignedTypes = ['UInt16', 'UInt32', 'UInt64', 'UInt8']

/** Named, never called. Lightning's class is a key in its checkpoints, for which ComfyUI has an empty stand-in. */
const lying: Readonly<Record<string, readonly string[]>> = {
  'numpy.dtypes': [...numpyTypes, ...unsignedTypes].map((name) => `${name}DType`),
  'pytorch_lightning.callbacks.model_checkpoint': ['ModelCheckpoint'],
  torch: [...typedStorageNames, ...typeNames, ...tensorClasses, ...quantisations, 'per_channel_affine_float_qparams'],
  'torch.cuda': [...typedStorageNames, ...tensorClasses],
  'torch.storage': untypedStorageNames,
}

const roles = new Map<string, Role>()
for (const [module, names] of Object.entries(lying)) for (const name of names) roles.set(`${module} ${name}`, 'value')
for (const [module, names] of Object.entries(callable)) for (const name of names) roles.set(`${module} ${name}`, 'call')

/** By exact module and name: a name with points in it would be looked up attribute by attribute, so it is another thing. */
export function roleOf(module: string, name: string): Role {
  return roles.get(`${module} ${name}`) ?? 'unknown'
}
