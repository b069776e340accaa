"""A stand-in for ComfyUI: a real frontend's page, our real node pack, and the few answers both ask for. Prints `{"port":N}` when it listens.

    host.py --frontend STATIC_DIR --pack PROJECT --object-info FILE --installation DIR [--port N] [--settings JSON] [--extra DIR] [--vue-nodes]

`GET /host-double/requests` gives every request so far as `{method, path, status}`.
"""

import argparse
import asyncio
import glob
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, HERE)
try:
    import aiohttp  # noqa: F401
except ImportError:
    sys.path.append(os.path.join(os.path.dirname(os.path.dirname(HERE)), ".cache", "python", "%d.%d" % sys.version_info[:2]))

from aiohttp import web  # noqa: E402

from custom_packs import load_custom_packs  # noqa: E402
from comfyui_routes import comfyui_routes, internal_routes  # noqa: E402
from installation import Installation  # noqa: E402
from prompt_server import PromptServer, add_twice, load_pack  # noqa: E402

# Without these the page opens its templates over everything, and behaves otherwise the second time.
FIRST_RUN_OVER = {
    "Comfy.TutorialCompleted": True,
    "Comfy.InstalledVersion": "1.35.9",
    "Comfy.ConfirmClear": False,
    "Comfy.Workflow.ShowMissingModelsWarning": False,
    "Comfy.Workflow.ShowMissingNodesWarning": False,
}


def web_folders(pack_folder, pack, extra):
    """`{name below /extensions: folder}`, as ComfyUI makes it from WEB_DIRECTORY and the pack folder's name."""
    folders = {"greenlight": os.path.join(pack_folder, pack.WEB_DIRECTORY)}
    if extra:
        folders[os.path.basename(os.path.normpath(extra))] = extra
    return {name: os.path.abspath(folder) for name, folder in folders.items() if os.path.isdir(folder)}


def extension_files(folders):
    """ComfyUI's page imports every `.js` below a web folder."""
    listed = []
    for name, folder in sorted(folders.items()):
        for file in sorted(glob.glob(os.path.join(glob.escape(folder), "**", "*.js"), recursive=True)):
            listed.append("/extensions/%s/%s" % (name, os.path.relpath(file, folder).replace(os.sep, "/")))
    return listed


def make_app(options):
    installation = Installation(options.installation)
    settings = {**FIRST_RUN_OVER, "Comfy.VueNodes.Enabled": options.vue_nodes, **json.loads(options.settings)}
    server = PromptServer()
    pack = load_pack(os.path.abspath(options.pack), server)
    folders = web_folders(options.pack, pack, options.extra)
    user_folder = os.path.join(installation.root, "user", "default")
    requests = []

    @web.middleware
    async def record(request, handler):
        entry = {"method": request.method, "path": request.raw_path, "status": None}
        requests.append(entry)
        answer = await handler(request)
        entry["status"] = answer.status
        if request.path.endswith((".js", ".mjs", ".css", ".html")):
            answer.headers.setdefault("Cache-Control", "no-store")
        return answer

    async def index(_request):
        return web.FileResponse(os.path.join(options.frontend, "index.html"), headers={"Cache-Control": "no-store"})

    async def recorded(_request):
        return web.json_response(requests)

    app = web.Application(middlewares=[record], client_max_size=100 * 1024 * 1024)
    app.router.add_get("/", index)
    app.router.add_get("/host-double/requests", recorded)
    packs, log = load_custom_packs(installation.root)
    own = comfyui_routes(installation, packs, options.object_info, settings, user_folder, extension_files(folders))
    add_twice(app, own)
    add_twice(app, server.routes)
    app.add_routes(internal_routes(installation, log))
    for name, folder in folders.items():
        app.add_routes([web.static("/extensions/" + name, folder)])
    app.add_routes([web.static("/", options.frontend)])
    return app


async def main(options):
    runner = web.AppRunner(make_app(options), access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", options.port)
    await site.start()
    print(json.dumps({"port": site._server.sockets[0].getsockname()[1]}), flush=True)
    # The parent's end of our standard input closes when the parent is gone, however it went: no orphan stays behind.
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.buffer.read)
    await runner.cleanup()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--frontend", required=True)
    parser.add_argument("--pack", required=True)
    parser.add_argument("--object-info", default=os.path.join(HERE, "definitions.json"))
    parser.add_argument("--installation", required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--settings", default="{}")
    parser.add_argument("--extra")
    parser.add_argument("--vue-nodes", action="store_true")
    asyncio.run(main(parser.parse_args()))
