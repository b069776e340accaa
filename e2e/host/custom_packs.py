"""Imports what lies in custom_nodes as ComfyUI does when it starts, and describes the node types that it registers."""

import os
import traceback

from prompt_server import load_pack


def load_custom_packs(root):
    """`({type: definition}, [log line])`. A name that ends in `.disabled`, a hidden folder and our own pack are left out."""
    folder = os.path.join(root, "custom_nodes")
    definitions, log = {}, []
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        path = os.path.join(folder, name)
        if name.endswith(".disabled") or name.startswith((".", "__")) or not os.path.isfile(os.path.join(path, "__init__.py")):
            continue
        try:
            pack = load_pack(path)
            for type_name, node in getattr(pack, "NODE_CLASS_MAPPINGS", {}).items():
                definitions[type_name] = define(type_name, node, name)
        except Exception:
            log += traceback.format_exc().splitlines() + ["Cannot import %s module for custom nodes" % path]
    return definitions, log


def define(type_name, node, pack):
    inputs = node.INPUT_TYPES()
    return {
        "input": inputs,
        "input_order": {part: list(names) for part, names in inputs.items()},
        "is_input_list": False,
        "output": list(node.RETURN_TYPES),
        "output_is_list": [False] * len(node.RETURN_TYPES),
        "output_name": list(node.RETURN_TYPES),
        "name": type_name,
        "display_name": type_name,
        "description": "",
        "python_module": "custom_nodes.%s" % pack,
        "category": getattr(node, "CATEGORY", ""),
        "output_node": getattr(node, "OUTPUT_NODE", False),
    }
