"""A stand-in for the two things of ComfyUI that a node pack meets: `server.PromptServer` and the way a pack is imported."""

import importlib.util
import itertools
import os
import sys
import types

from aiohttp import web

_numbers = itertools.count()


class PromptServer:
    """Only what a pack may use: `PromptServer.instance.routes`, a real aiohttp route table."""

    instance = None

    def __init__(self):
        PromptServer.instance = self
        self.routes = web.RouteTableDef()


def load_pack(folder, prompt_server=None):
    """Imports `folder/__init__.py` under a module name made from its path, as ComfyUI does. Without a server: as anybody else would."""
    name = "pack_%d" % next(_numbers)
    if prompt_server is None:
        sys.modules.pop("server", None)
    else:
        module = types.ModuleType("server")
        module.PromptServer = type(prompt_server)
        sys.modules["server"] = module
    spec = importlib.util.spec_from_file_location(name, os.path.join(folder, "__init__.py"))
    pack = importlib.util.module_from_spec(spec)
    sys.modules[name] = pack
    try:
        spec.loader.exec_module(pack)
    finally:
        sys.modules.pop("server", None)
    return pack


def add_twice(app, routes):
    """ComfyUI serves every route of the table under its own path and under `/api`."""
    twins = web.RouteTableDef()
    for route in routes:
        if isinstance(route, web.RouteDef):
            twins.route(route.method, "/api" + route.path, **route.kwargs)(route.handler)
    app.add_routes(twins)
    app.add_routes(routes)
