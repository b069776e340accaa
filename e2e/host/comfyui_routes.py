"""The answers of ComfyUI that a frontend and the sidecar ask for. Shapes as a running 0.29 gives them."""

import json
import os
import uuid

from aiohttp import WSMsgType, web

from installation import FOLDERS, read_definitions

VERSION = "0.29.0"


def comfyui_routes(installation, packs, definitions_file, settings, user_folder, extensions):
    routes = web.RouteTableDef()

    def definitions():
        return {**read_definitions(definitions_file, installation), **packs}

    def fixed(path, answer):
        @routes.get(path)
        async def give(_request):
            return web.json_response(answer() if callable(answer) else answer)

    fixed("/users", {"storage": "server", "migrated": True})
    fixed("/extensions", extensions)
    fixed("/settings", lambda: settings)
    fixed("/object_info", definitions)
    fixed("/system_stats", system_stats)
    fixed("/features", {"supports_preview_metadata": True, "max_upload_size": 104857600})
    fixed("/i18n", {})
    fixed("/global_subgraphs", {})
    fixed("/queue", {"queue_running": [], "queue_pending": []})
    fixed("/history", {})
    fixed("/jobs", {"jobs": [], "pagination": {"offset": 0, "limit": 200, "total": 0, "has_more": False}})
    fixed("/node_replacements", {})
    fixed("/workflow_templates", {})
    fixed("/embeddings", [])
    fixed("/models", sorted(FOLDERS))
    fixed("/experiment/models", lambda: [{"name": name, "folders": paths, "extensions": [".safetensors"]} for name, paths in installation.folder_paths().items() if name != "custom_nodes"])

    @routes.get("/object_info/{type}")
    async def one_definition(request):
        type_name = request.match_info["type"]
        found = definitions().get(type_name)
        return web.json_response({} if found is None else {type_name: found})

    @routes.get("/models/{folder}")
    async def models(request):
        folder = request.match_info["folder"]
        return web.json_response(installation.models(folder)) if folder in FOLDERS else web.Response(status=404)

    @routes.post("/settings")
    async def set_settings(request):
        settings.update(await request.json())
        return web.Response()

    @routes.post("/settings/{id}")
    async def set_setting(request):
        settings[request.match_info["id"]] = await request.json()
        return web.Response()

    @routes.get("/userdata")
    async def list_files(request):
        base = os.path.join(user_folder, os.path.basename(request.query.get("dir", "")))
        if not os.path.isdir(base):
            return web.json_response([])
        names = sorted(os.path.relpath(os.path.join(here, file), base) for here, _, files in os.walk(base) for file in files)
        if request.query.get("full_info") != "true":
            return web.json_response(names)
        stats = [(name, os.stat(os.path.join(base, name))) for name in names]
        return web.json_response([{"path": name.replace(os.sep, "/"), "size": stat.st_size, "modified": int(stat.st_mtime * 1000)} for name, stat in stats])

    def file_of(request):
        path = os.path.normpath(os.path.join(user_folder, request.match_info["file"]))
        return path if path.startswith(os.path.join(user_folder, "")) else None

    @routes.get("/userdata/{file}")
    async def read_file(request):
        path = file_of(request)
        return web.FileResponse(path) if path and os.path.isfile(path) else web.Response(status=404)

    @routes.post("/userdata/{file}")
    async def write_file(request):
        path = file_of(request)
        if path is None:
            return web.Response(status=403)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(await request.read())
        stat = os.stat(path)
        return web.json_response({"path": request.match_info["file"], "size": stat.st_size, "modified": int(stat.st_mtime * 1000)})

    @routes.post("/prompt")
    async def queue(request):
        await request.read()
        return web.json_response({"prompt_id": str(uuid.uuid4()), "number": 1, "node_errors": {}})

    @routes.get("/ws")
    async def socket(request):
        channel = web.WebSocketResponse()
        await channel.prepare(request)
        status = {"status": {"exec_info": {"queue_remaining": 0}}, "sid": request.query.get("clientId") or "host-double"}
        await channel.send_str(json.dumps({"type": "status", "data": status}))
        async for message in channel:
            if message.type == WSMsgType.ERROR:
                break
        return channel

    return routes


def internal_routes(installation, log):
    """These have no twin under `/api`."""
    routes = web.RouteTableDef()

    @routes.get("/internal/folder_paths")
    async def folder_paths(_request):
        return web.json_response(installation.folder_paths())

    @routes.get("/internal/logs")
    async def logs(_request):
        return web.json_response("\n".join(log))

    return routes


def system_stats():
    system = {
        "os": "linux",
        "ram_total": 16 << 30,
        "ram_free": 8 << 30,
        "comfyui_version": VERSION,
        "required_frontend_version": None,
        "python_version": "3.12.0",
        "pytorch_version": "2.9.1",
        "embedded_python": False,
        "argv": ["main.py"],
    }
    device = {"name": "cpu", "type": "cpu", "index": None, "vram_total": 16 << 30, "vram_free": 8 << 30, "torch_vram_total": 0, "torch_vram_free": 0}
    return {"system": system, "devices": [device]}
