"""Greenlight inside ComfyUI: ComfyUI serves the panel from `web-dist/`, and this door hands the panel's requests to the sidecar.

The door is the same origin as ComfyUI, so it works remotely, over TLS and under ComfyUI's content security policy. It reads
host, port and token of the discovery file, checks where a request comes from (ComfyUI lets through more than it should),
and forwards method, path, query, body and two headers. It judges nothing, starts nothing and never delays ComfyUI's start.
"""

import asyncio
import io
import ipaddress
import json
import logging
import os.path
import re
import sys
from os import environ
from urllib.parse import unquote

try:
    import aiohttp
    from aiohttp import web
    from yarl import URL
except ImportError:  # Read outside ComfyUI: the names that ComfyUI asks for are still there.
    aiohttp = None

WEB_DIRECTORY = "./web-dist"
NODE_CLASS_MAPPINGS = {}
NODE_DISPLAY_NAME_MAPPINGS = {}
__all__ = ["NODE_CLASS_MAPPINGS", "NODE_DISPLAY_NAME_MAPPINGS", "WEB_DIRECTORY"]

BODY_LIMIT = 64 * 1024 * 1024
CONNECT_SECONDS = 2
GONE_CHECK_SECONDS = 0.5
READS = ("GET", "HEAD")
WRITES = ("POST", "PUT", "PATCH", "DELETE")
LOOPBACK = {"127.0.0.1": "127.0.0.1", "localhost": "127.0.0.1", "::1": "[::1]"}
OWN_PAGE_ONLY = ("", "launch-code", "session")
ANSWER_TYPES = re.compile(r"application/(?:[\w.-]+\+)?json|text/(?:event-stream|markdown|plain)", re.A)

_known = {"stamp": None, "sidecar": None}


class Refusal(Exception):
    """An answer of the door's own. The codes are listed with all others in server/src/problems.ts and docs/errors."""

    def __init__(self, status, code, message, hint):
        super().__init__(message)
        self.status = status
        self.body = {"code": code, "message": message, "hint": hint}


def refused(because, status=403):
    hint = "Use Greenlight's panel in ComfyUI; for a host name of your own, list it in GREENLIGHT_HOSTS."
    return Refusal(status, "SHIM_REFUSED", "Greenlight's door in ComfyUI refuses this request: %s." % because, hint)


def sidecar_absent():
    here = os.path.dirname(os.path.abspath(__file__))
    cloned = os.path.isfile(os.path.join(here, "package.json"))
    where = "the folder %s" % os.path.basename(here) if cloned else "Greenlight's folder"
    return Refusal(503, "SIDECAR_ABSENT", "Greenlight's companion is not running.", "Run `npm start` in %s." % where)


def too_large():
    message = "The request's body is larger than %d bytes." % BODY_LIMIT
    return Refusal(413, "BODY_TOO_LARGE", message, "Send the workflow alone, without the picture or video around it.")


def state_folder():
    """Where the sidecar keeps its state: GREENLIGHT_DATA, else the platform's own place."""
    if environ.get("GREENLIGHT_DATA"):
        return environ["GREENLIGHT_DATA"]
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        return os.path.join(environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local"), "greenlight")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Application Support", "greenlight")
    return os.path.join(environ.get("XDG_STATE_HOME") or os.path.join(home, ".local", "state"), "greenlight")


def find_sidecar():
    """(address, token) from the discovery file, or None. The file is read again only when it changed."""
    path = os.path.join(state_folder(), "sidecar.json")
    try:
        found = os.stat(path)
        stamp = (path, found.st_mtime_ns, found.st_size, found.st_ino)
        if stamp != _known["stamp"]:
            with open(path, encoding="utf-8") as file:
                _known.update(stamp=stamp, sidecar=read_discovery(file.read(65536)))
    except (OSError, ValueError, RecursionError):
        _known.update(stamp=None, sidecar=None)
    return _known["sidecar"]


def read_discovery(text):
    """Only a loopback host, a real port and a token that fits into one header line count; all else is no sidecar."""
    said = json.loads(text)
    if not isinstance(said, dict):
        return None
    host, port, token = said.get("host"), said.get("port"), said.get("token")
    if not isinstance(host, str) or host not in LOOPBACK or type(port) is not int or not 0 < port < 65536:
        return None
    if not isinstance(token, str) or not re.fullmatch(r"[A-Za-z0-9._~+/=-]{16,512}", token):
        return None
    return "http://%s:%d" % (LOOPBACK[host], port), token


def trusted_host(host):
    """An IP literal cannot be rebound by DNS; a name can, so a name must be `localhost` or listed by the user."""
    match = re.fullmatch(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?", host.lower(), re.A)
    if match is None:
        return False
    name = match.group(1)
    listed = [entry.strip().lower() for entry in environ.get("GREENLIGHT_HOSTS", "").split(",")]
    if name == "localhost" or name in listed or host.lower() in listed:
        return True
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def same_authority(origin, host):
    """Schemes are not compared: a proxy in front may have ended TLS."""
    match = re.fullmatch(r"(https?)://([^/?#@\\\s]+)", origin.lower())
    if match is None:
        return False
    default_port = ":443" if match.group(1) == "https" else ":80"
    return match.group(2).removesuffix(default_port) == host.lower().removesuffix(default_port)


def check_sender(request):
    """Rules of where a request may come from. `X-Greenlight` cannot be sent across origins without a preflight."""
    hosts, origins = request.headers.getall("Host", []), request.headers.getall("Origin", [])
    if len(hosts) != 1:
        raise refused("it names no host, or more than one", 400)
    if not trusted_host(hosts[0]):
        raise refused("its host name is not known here")
    if len(origins) > 1 or any(not same_authority(origin, hosts[0]) for origin in origins):
        raise refused("it comes from another origin")
    if request.headers.get("Sec-Fetch-Site", "none").lower() not in ("same-origin", "none"):
        raise refused("it comes from another site")
    if request.headers.get("X-Greenlight") != "1":
        raise refused("it lacks the header X-Greenlight: 1")
    if request.method in READS:
        return
    if request.method not in WRITES:
        raise refused("its method is not used here", 405)
    if not origins:
        raise refused("it writes without naming its origin")
    if request.content_type != "application/json" or (request.charset or "utf-8").lower() != "utf-8":
        raise refused("its body is not JSON", 415)


def sidecar_target(url):
    """Raw path and query for the sidecar: decoded ones would turn `a%2Fb` into two segments."""
    match = re.fullmatch(r"(?:/api)?/greenlight(/[!-~]*)", url.raw_path)
    if match is None or not re.fullmatch(r"[!-~]*", url.raw_query_string):
        raise refused("its path is malformed", 400)
    path = plain = match.group(1)
    while "%" in plain and unquote(plain) != plain:
        plain = unquote(plain)
    segments = re.split(r"[/\\]", plain.lstrip("/\\"))
    if segments[0] in OWN_PAGE_ONLY or "." in segments or ".." in segments:
        raise refused("only Greenlight's own page may ask for this")
    return path + ("?" + url.raw_query_string if url.raw_query_string else "")


async def read_body(request):
    if request.method in READS:
        return None
    if (request.content_length or 0) > BODY_LIMIT:
        raise too_large()
    body = io.BytesIO()  # Not bytes: aiohttp writes those in one piece, which would hold up ComfyUI's event loop.
    async for chunk in request.content.iter_any():
        if body.tell() + len(chunk) > BODY_LIMIT:
            raise too_large()
        body.write(chunk)
    body.seek(0)
    return body


async def unless_gone(request, work):
    """Awaits `work`, but gives it up when the browser has gone: aiohttp lets a handler run on by default."""
    task = asyncio.ensure_future(work)
    try:
        while not task.done():
            await asyncio.wait({task}, timeout=GONE_CHECK_SECONDS)
            if not task.done() and (request.transport is None or request.transport.is_closing()):
                raise ConnectionResetError("the browser has gone")
        return task.result()
    finally:
        task.cancel()


async def forward(request, sidecar, target, body):
    address, token = sidecar
    headers = {"Authorization": "Bearer " + token, "Accept-Encoding": "identity"}
    headers["Accept"] = request.headers.get("Accept", "*/*")
    if body is not None:
        headers["Content-Type"] = "application/json"
    timeout = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS)
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar(), timeout=timeout) as session:
        url = URL(address + target, encoded=True)
        asked = session.request(request.method, url, data=body, headers=headers, allow_redirects=False)
        try:
            upstream = await unless_gone(request, asked)
        except (aiohttp.ClientError, asyncio.TimeoutError):
            raise sidecar_absent() from None
        async with upstream:
            return await relay(request, upstream)


async def relay(request, upstream):
    """Streams the answer as it comes. Types that a browser could run in ComfyUI's origin are not let through."""
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    if "Content-Type" in upstream.headers:
        if not ANSWER_TYPES.fullmatch(upstream.content_type):
            raise refused("only Greenlight's own page may ask for this")
        headers["Content-Type"] = upstream.headers["Content-Type"]
    answer = web.StreamResponse(status=upstream.status, headers=headers)
    await answer.prepare(request)
    try:
        while True:
            chunk = await unless_gone(request, upstream.content.readany())
            if not chunk:
                break
            await answer.write(chunk)
        await answer.write_eof()
    except aiohttp.ClientError:  # The sidecar broke off: a proper end here would make half an answer look whole.
        if request.transport is not None:
            request.transport.abort()
    return answer


async def handle(request):
    """`*` /greenlight/{tail}: every answer is the sidecar's, or `{code, message, hint}`."""
    try:
        check_sender(request)
        target = sidecar_target(request.rel_url)
        body = await read_body(request)
        sidecar = find_sidecar()
        if sidecar is None:
            raise sidecar_absent()
        return await forward(request, sidecar, target, body)
    except Refusal as refusal:
        return web.json_response(refusal.body, status=refusal.status, headers={"Cache-Control": "no-store"})
    except ConnectionError:  # Nobody is there to read an answer; raised on, it would be a stack trace in ComfyUI's log.
        return web.Response(status=499)


def register():
    """True when ComfyUI's server took the route. Without it (no server, no aiohttp) the panel still loads and says so."""
    try:
        from server import PromptServer

        routes = PromptServer.instance.routes
    except (ImportError, AttributeError):
        return False
    if aiohttp is None:
        logging.getLogger("greenlight").warning("Greenlight: aiohttp is missing, so the panel cannot reach its companion.")
        return False
    routes.route("*", "/greenlight/{tail:.*}")(handle)
    return True


register()
