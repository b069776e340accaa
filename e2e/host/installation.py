"""Reads a folder laid out like a ComfyUI installation, the way ComfyUI's own lists do."""

import json
import os

MODEL_ENDINGS = (".safetensors", ".sft", ".ckpt", ".pt", ".pth", ".bin", ".gguf")
FOLDERS = {
    "checkpoints": ["checkpoints"],
    "clip_vision": ["clip_vision"],
    "controlnet": ["controlnet"],
    "diffusion_models": ["unet", "diffusion_models"],
    "embeddings": ["embeddings"],
    "loras": ["loras"],
    "text_encoders": ["text_encoders", "clip"],
    "upscale_models": ["upscale_models"],
    "vae": ["vae"],
}


class Installation:
    def __init__(self, root):
        self.root = os.path.abspath(root)

    def folder_paths(self):
        """`/internal/folder_paths`: absolute paths by name, in the order in which ComfyUI looks."""
        paths = {name: [os.path.join(self.root, "models", part) for part in parts] for name, parts in FOLDERS.items()}
        paths["custom_nodes"] = [os.path.join(self.root, "custom_nodes")]
        return paths

    def models(self, folder):
        """Names relative to their folder, sub-folders with the platform's separator, sorted."""
        found = set()
        for base in self.folder_paths().get(folder, []):
            for here, _, files in os.walk(base):
                found.update(os.path.relpath(os.path.join(here, file), base) for file in files if file.endswith(MODEL_ENDINGS))
        return sorted(found)

    def inputs(self):
        folder = os.path.join(self.root, "input")
        return sorted(os.listdir(folder)) if os.path.isdir(folder) else []

    def options(self, name):
        return self.inputs() if name == "input" else self.models(name)


def read_definitions(file, installation):
    """An `/object_info` answer. Where the file's combo list is just `@folder`, the folder's files take its place: read anew each time."""

    def fill(value):
        if isinstance(value, list):
            if len(value) == 1 and isinstance(value[0], str) and value[0].startswith("@"):
                return installation.options(value[0][1:])
            return [fill(entry) for entry in value]
        if isinstance(value, dict):
            return {key: fill(entry) for key, entry in value.items()}
        return value

    with open(file, encoding="utf-8") as text:
        return fill(json.load(text))
