import os
import re

from support import PROJECT, Door, web


class Refuse(Door):
    async def write(self, **headers):
        return await self.send("POST", "/greenlight/inspect", b"{}", **headers)

    async def test_the_header_is_asked_of_every_request(self):
        for value in (None, "0", "true", "1, 1"):
            self.assert_refused(await self.send(X_Greenlight=value), 403)
            self.assert_refused(await self.write(X_Greenlight=value), 403)

    async def test_hosts_that_dns_could_rebind(self):
        for host in ("evil.example", "evil.example:80", "localhost.:80", "2130706433:80", "127.1:80", "0x7f.1:80", "127.0.0.1.evil.example", "localhost.evil.example", "a@127.0.0.1", "127.0.0.1/", "[::1", "", "local host", "\u212aocalhost".encode().decode("latin-1")):
            self.assert_refused(await self.send(Host=host, Origin=None), 403)
            self.assert_refused(await self.write(Host=host, Origin="http://" + host.replace("\r", "")), 403)

    async def test_hosts_that_are_right(self):
        for host in ("127.0.0.1:8188", "LOCALHOST:8188", "localhost", "192.168.1.5:8188", "[::1]:8188", "[fe80::1]"):
            answer = await self.write(Host=host, Origin="http://" + host.lower())
            self.assertEqual(answer[0], 200, (host, answer[1]))

    async def test_a_listed_host_is_right_with_and_without_its_port(self):
        os.environ["GREENLIGHT_HOSTS"] = "comfy.lan, Box.Example:8443"
        for host, status in (("comfy.lan:8188", 200), ("box.example:8443", 200), ("box.example:1", 403), ("other.lan", 403)):
            answer = await self.write(Host=host, Origin="https://" + host)
            self.assertEqual(answer[0], status, host)

    async def test_no_host_or_two_hosts(self):
        own = "127.0.0.1:%d" % self.port
        for hosts in ([], [own, "evil.example"], ["evil.example", own], [own, own]):
            lines = "".join("Host: %s\r\n" % host for host in hosts)
            status = await self.send_raw(("GET /greenlight/health HTTP/1.1\r\n%sX-Greenlight: 1\r\nConnection: close\r\n\r\n" % lines).encode())
            self.assertEqual(status, 400, hosts)
        self.assertEqual(self.seen, [])

    async def test_origins(self):
        own = "127.0.0.1:%d" % self.port
        bad = ("null", "http://evil.example", "http://127.0.0.1", "http://127.0.0.1:1", "http://localhost:%d" % self.port, "http://%s.evil.example" % own, "http://%s0" % own, "file://", own, "http://%s/" % own, "http://a@%s" % own, "chrome-extension://abc", "http://")
        for origin in bad:
            self.assert_refused(await self.write(Origin=origin), 403)
            self.assert_refused(await self.send(Origin=origin), 403)
        self.assert_refused(await self.write(Origin=None), 403)
        self.assertEqual((await self.send(Origin=None))[0], 200)
        self.assertEqual((await self.write(Origin="https://" + own))[0], 200)

    async def test_two_origins(self):
        own = "127.0.0.1:%d" % self.port
        head = "POST /greenlight/inspect HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nOrigin: http://evil.example\r\nX-Greenlight: 1\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}" % (own, own)
        self.assertIn(await self.send_raw(head.encode()), (400, 403))
        self.assertEqual(self.seen, [])

    async def test_sites(self):
        for site in ("cross-site", "CROSS-SITE", "same-site", "x", ""):
            self.assert_refused(await self.send(Sec_Fetch_Site=site), 403)
        for site in ("same-origin", "none", "Same-Origin"):
            self.assertEqual((await self.write(Sec_Fetch_Site=site))[0], 200)

    async def test_body_types(self):
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json;charset=utf-16", "application/jsonp", ""):
            self.assert_refused(await self.write(Content_Type=kind), 415)
        self.assertEqual((await self.write(Content_Type="Application/JSON; charset=UTF-8"))[0], 200)

    async def test_methods(self):
        for method in ("OPTIONS", "TRACE", "PROPFIND"):
            self.assert_refused(await self.send(method), 405)

    async def test_what_belongs_to_the_own_page(self):
        paths = ("/session", "/launch-code", "/", "/%73ession", "/%2573ession", "//session", "/%2Fsession", "/session/", "/launch-code/x", "/x/../session", "/x/%2e%2e/session", "/..%2fsession", "/%5Csession", "/./session", "/session?x=1")
        for path in paths:
            for prefix in ("/greenlight", "/api/greenlight"):
                self.assert_refused(await self.send("POST", prefix + path, b"{}"), 403)
                self.assert_refused(await self.send(path=prefix + path), 403)

    async def test_answers_that_a_browser_could_run_are_not_let_through(self):
        for kind in ("text/html", "text/javascript", "image/svg+xml", "application/xhtml+xml", "text/html; charset=utf-8", "application/octet-stream"):
            async def page(_request, kind=kind):
                return web.Response(body=b"<script>", headers={"Content-Type": kind})

            self.answers["/page"] = page
            status, body, _ = await self.send(path="/greenlight/page")
            self.assertEqual((status, body["code"]), (403, "SHIM_REFUSED"), kind)

    async def test_odd_targets_never_reach_the_sidecar_as_something_else(self):
        own = "127.0.0.1:%d" % self.port
        for target in ("/greenlight", "/greenlightx/health", "http://evil.example/greenlight/session", "/greenlight/\xe4", "/greenlight/a b"):
            head = "GET %s HTTP/1.1\r\nHost: %s\r\nX-Greenlight: 1\r\nConnection: close\r\n\r\n" % (target, own)
            self.assertGreaterEqual(await self.send_raw(head.encode("utf-8")), 400, target)
        self.assertEqual(self.seen, [])

    async def test_every_code_is_in_the_one_list(self):
        def read(*path):
            with open(os.path.join(PROJECT, *path), encoding="utf-8") as file:
                return file.read()

        codes = sorted(set(re.findall(r'Refusal\(\d+, "([A-Z_]+)"|status, "([A-Z_]+)"', read("__init__.py"))))
        codes = sorted({one or other for one, other in codes})
        self.assertEqual(codes, ["BODY_TOO_LARGE", "SHIM_REFUSED", "SIDECAR_ABSENT"])
        listed = read("server", "src", "problems", "at-the-door.ts")
        for code in codes:
            self.assertIn("\n  %s: {" % code, listed)
            self.assertIn("# %s\n" % code, read("docs", "errors", code + ".md"))
        for raised in (self.pack.sidecar_absent(), self.pack.refused("${f.because}"), self.pack.too_large()):
            self.assertIn(raised.body["message"].replace(str(self.pack.BODY_LIMIT), "${f.limit}"), listed)
