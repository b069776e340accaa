"""What the door's tests stand on: a real sidecar-shaped server, a ComfyUI-shaped server with the real door, and raw requests."""

import asyncio
import json
import logging
import os
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(os.path.dirname(HERE))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(PROJECT, "e2e", "host"))

try:
    import aiohttp
except ImportError:
    sys.path.append(os.path.join(PROJECT, ".cache", "python", "%d.%d" % sys.version_info[:2]))
    try:
        import aiohttp
    except ImportError:
        aiohttp = None
if aiohttp is not None:
    from aiohttp import web
    from prompt_server import PromptServer, add_twice, load_pack

logging.getLogger("aiohttp").setLevel(logging.CRITICAL)  # aiohttp tells every refused request line on stderr
STRICT = os.environ.get("CI") == "true" or os.environ.get("GREENLIGHT_REQUIRE") == "all"
NO_AIOHTTP = "aiohttp is missing (node e2e/set-up/main.ts brings it)"
TOKEN = "panel-token-0123456789abcdef0123456789"


class Door(unittest.IsolatedAsyncioTestCase):
    """`self.upstream` takes handlers by path; `self.send` asks the door as a browser on ComfyUI's page would."""

    async def asyncSetUp(self):
        if aiohttp is None:
            self.fail(NO_AIOHTTP) if STRICT else self.skipTest(NO_AIOHTTP)
        self.folder = tempfile.TemporaryDirectory(prefix="greenlight door ä ")
        self.kept_environ = dict(os.environ)
        os.environ["GREENLIGHT_DATA"] = self.folder.name
        os.environ.pop("GREENLIGHT_HOSTS", None)
        self.seen, self.runners, self.answers = [], [], {}
        self.upstream_port = await self.serve(self.upstream_app())
        self.write_discovery()
        self.pack = load_pack(PROJECT, PromptServer())
        app = web.Application(client_max_size=100 * 1024 * 1024)
        add_twice(app, PromptServer.instance.routes)
        self.port = await self.serve(app)
        self.client = aiohttp.ClientSession(auto_decompress=False)

    async def asyncTearDown(self):
        if aiohttp is None or not hasattr(self, "client"):
            return
        await self.client.close()
        for runner in self.runners:
            await runner.cleanup()
        os.environ.clear()
        os.environ.update(self.kept_environ)
        self.folder.cleanup()

    def upstream_app(self):
        async def answer(request):
            body = await request.read()
            self.seen.append({"method": request.method, "target": request.raw_path, "headers": request.headers.copy(), "body": body})
            handler = self.answers.get(request.path)
            return await handler(request) if handler else web.json_response({"ok": True})

        app = web.Application(client_max_size=100 * 1024 * 1024)
        app.router.add_route("*", "/{tail:.*}", answer)
        return app

    async def serve(self, app):
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.runners.append(runner)
        return site._server.sockets[0].getsockname()[1]

    def write_discovery(self, text=None, **changes):
        said = {"protocol": 1, "pid": 1, "host": "127.0.0.1", "port": self.upstream_port, "token": TOKEN, "version": "0.1.0"}
        said.update(changes)
        path = os.path.join(self.folder.name, "sidecar.json")
        with open(path + ".new", "w", encoding="utf-8") as file:
            file.write(json.dumps(said) if text is None else text)
        os.replace(path + ".new", path)

    def headers(self, **changes):
        own = {"X-Greenlight": "1", "Origin": "http://127.0.0.1:%d" % self.port, "Content-Type": "application/json"}
        own.update({name.replace("_", "-"): value for name, value in changes.items()})
        return {name: value for name, value in own.items() if value is not None}

    async def send(self, method="GET", path="/greenlight/health", data=None, **headers):
        """(status, JSON or text, headers)"""
        from yarl import URL

        url = URL("http://127.0.0.1:%d%s" % (self.port, path), encoded=True)
        async with self.client.request(method, url, data=data, headers=self.headers(**headers)) as answer:
            text = await answer.text()
            return answer.status, json.loads(text) if text.startswith(("{", "[")) else text, answer.headers

    async def send_raw(self, head):
        """Sends bytes as they are (clients repair what we want to send) and gives the status number."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(head)
        await writer.drain()
        line = await asyncio.wait_for(reader.readline(), 5)
        writer.close()
        return int(line.split()[1])

    def assert_refused(self, answer, status, code="SHIM_REFUSED"):
        self.assertEqual(answer[0], status, answer[1])
        self.assertEqual(answer[1]["code"], code)
        self.assertEqual(sorted(answer[1]), ["code", "hint", "message"])
        self.assertEqual(self.seen, [], "the sidecar must not have been asked")
