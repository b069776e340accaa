import asyncio
import io
import json
import os
import time

from support import TOKEN, Door, web


class Forward(Door):
    async def test_forwards_two_headers_and_adds_the_token(self):
        status, body, headers = await self.send("POST", "/greenlight/inspect", b'{"workflow":1}', Accept="application/json", Cookie="a=b", Authorization="Bearer stolen", X_Forwarded_Host="evil.example", Referer="http://x/")
        self.assertEqual((status, body), (200, {"ok": True}))
        seen = self.seen[0]
        self.assertEqual(seen["headers"].getall("Authorization"), ["Bearer " + TOKEN])
        self.assertEqual(seen["headers"]["Host"], "127.0.0.1:%d" % self.upstream_port)
        self.assertEqual(seen["headers"]["Content-Type"], "application/json")
        self.assertEqual(seen["headers"]["Accept"], "application/json")
        self.assertEqual(seen["body"], b'{"workflow":1}')
        self.assertEqual(seen["headers"]["Content-Length"], "14")
        for name in ("Cookie", "Origin", "Referer", "X-Forwarded-Host", "X-Greenlight"):
            self.assertNotIn(name, seen["headers"])
        self.assertEqual(headers["Cache-Control"], "no-store")
        self.assertEqual(headers["X-Content-Type-Options"], "nosniff")

    async def test_keeps_path_and_query_as_they_were_written(self):
        for written in ("/workflows/a%2Fb%20c/report", "/x?q=%26%3D&r=a+b&q=%C3%A4", "/models/%E6%A8%A1.bin", "/x?"):
            await self.send(path="/greenlight" + written)
            self.assertEqual(self.seen[-1]["target"].rstrip("?"), written.rstrip("?"))
        await self.send(path="/api/greenlight/a%2Fb")
        self.assertEqual(self.seen[-1]["target"], "/a%2Fb")

    async def test_passes_status_body_and_type_of_the_sidecar(self):
        async def stale(_request):
            return web.json_response({"code": "PLAN_STALE", "message": "m", "hint": "h"}, status=409, headers={"Set-Cookie": "a=b", "Access-Control-Allow-Origin": "*"})

        self.answers["/plans/1/apply"] = stale
        status, body, headers = await self.send("POST", "/greenlight/plans/1/apply", b"{}")
        self.assertEqual((status, body["code"]), (409, "PLAN_STALE"))
        self.assertNotIn("Set-Cookie", headers)
        self.assertNotIn("Access-Control-Allow-Origin", headers)

    async def test_does_not_follow_redirects(self):
        async def away(_request):
            raise web.HTTPFound("http://192.0.2.1/")

        self.answers["/away"] = away
        status, _, headers = await self.send(path="/greenlight/away")
        self.assertIn(status, (302, 403))
        self.assertNotIn("Location", headers)

    async def test_carries_a_big_body_whole_and_refuses_a_bigger_one(self):
        big = b'"' + b"x" * (40 * 1024 * 1024) + b'"'
        status, _, _ = await self.send("POST", "/greenlight/inspect", io.BytesIO(big))
        self.assertEqual((status, len(self.seen[0]["body"])), (200, len(big)))
        self.seen.clear()
        head = "POST /greenlight/inspect HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: http://127.0.0.1:%d\r\nX-Greenlight: 1\r\nContent-Type: application/json\r\n" % (self.port, self.port)
        told = await self.send_raw((head + "Content-Length: %d\r\n\r\n" % (64 * 1024 * 1024 + 1)).encode())
        self.assertEqual((told, self.seen), (413, []))

    async def test_refuses_a_big_body_that_hides_its_length(self):
        async def endless():
            for _ in range(66):
                yield b"x" * 1024 * 1024

        try:
            self.assert_refused(await self.send("POST", "/greenlight/inspect", endless()), 413, "BODY_TOO_LARGE")
        except ConnectionError:
            self.assertEqual(self.seen, [], "the door closed before everything was sent")

    async def test_streams_events_as_they_come(self):
        sent = []

        async def events(request):
            answer = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
            await answer.prepare(request)
            for number in range(4):
                sent.append(time.monotonic())
                await answer.write(b"data: %d\n\n" % number)
                await asyncio.sleep(0.2)
            return answer

        self.answers["/events"] = events
        got = []
        async with self.client.get("http://127.0.0.1:%d/greenlight/events" % self.port, headers=self.headers()) as answer:
            self.assertEqual(answer.headers["Content-Type"], "text/event-stream")
            async for chunk in answer.content.iter_any():
                got.append((time.monotonic(), chunk))
        self.assertEqual([chunk for _, chunk in got], [b"data: %d\n\n" % number for number in range(4)])
        for begun, (arrived, _) in zip(sent, got):
            self.assertLess(arrived - begun, 0.15)

    async def test_ends_the_sidecar_s_stream_when_the_browser_goes(self):
        ended = asyncio.Event()

        async def silent(request):
            answer = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
            await answer.prepare(request)
            await answer.write(b": here\n\n")
            while request.transport is not None:
                await asyncio.sleep(0.02)
            ended.set()
            return answer

        self.answers["/events"] = silent
        answer = await self.client.get("http://127.0.0.1:%d/greenlight/events" % self.port, headers=self.headers())
        await answer.content.readany()
        answer.close()
        await asyncio.wait_for(ended.wait(), 3)

    async def test_gives_up_a_question_that_nobody_waits_for(self):
        ended = asyncio.Event()

        async def slow(request):
            while request.transport is not None:
                await asyncio.sleep(0.02)
            ended.set()
            return web.json_response({})

        self.answers["/slow"] = slow
        asked = asyncio.ensure_future(self.send(path="/greenlight/slow"))
        while not self.seen:
            await asyncio.sleep(0.02)
        asked.cancel()
        await asyncio.wait_for(ended.wait(), 3)

    async def test_an_answer_that_breaks_off_does_not_look_whole(self):
        async def broken(request):
            answer = web.StreamResponse(headers={"Content-Type": "application/json"})
            await answer.prepare(request)
            await answer.write(b'{"half":')
            await asyncio.sleep(0.05)
            request.transport.abort()
            return answer

        self.answers["/broken"] = broken
        with self.assertRaises(Exception):
            await self.send(path="/greenlight/broken")
        self.assertEqual((await self.send())[0], 200)

    async def test_many_at_once_do_not_mix(self):
        async def echo(request):
            await asyncio.sleep(0.01)
            return web.json_response({"n": request.query["n"]})

        self.answers["/echo"] = echo
        got = await asyncio.gather(*(self.send(path="/greenlight/echo?n=%d" % number) for number in range(50)))
        self.assertEqual([body["n"] for _, body, _ in got], [str(number) for number in range(50)])


class Absent(Door):
    async def assert_absent(self):
        self.assert_refused(await self.send(), 503, "SIDECAR_ABSENT")

    async def test_says_where_to_start_it(self):
        os.remove(os.path.join(self.folder.name, "sidecar.json"))
        status, body, _ = await self.send()
        self.assertEqual((status, body["code"]), (503, "SIDECAR_ABSENT"))
        self.assertIn("npm start", body["hint"])
        self.assertNotIn(os.sep + "root", json.dumps(body))
        self.assertNotIn(self.folder.name, json.dumps(body))

    async def test_garbage_in_the_discovery_file_is_no_sidecar(self):
        for text in ("", "{", "[]", "null", "1e999", "[" * 20000, '{"host":"127.0.0.1"}', '"x"', "\ufffd\u0000"):
            self.write_discovery(text)
            await self.assert_absent()

    async def test_values_that_are_not_ours_are_no_sidecar(self):
        for changes in ({"host": "192.0.2.1"}, {"host": "evil.example"}, {"host": "127.0.0.1@evil.example"}, {"host": 1}, {"port": 0}, {"port": 65536}, {"port": True}, {"port": "8189"}, {"port": 1.5}, {"token": "short"}, {"token": TOKEN + "\r\nX-Evil: 1"}, {"token": None}, {"token": "ä" * 40}):
            self.write_discovery(**changes)
            await self.assert_absent()

    async def test_a_stale_file_is_told_and_a_new_one_is_read(self):
        live = self.upstream_port
        free = await self.serve(web.Application())
        await self.runners.pop().cleanup()
        self.write_discovery(port=free)
        await self.assert_absent()
        self.write_discovery(port=live)
        self.assertEqual((await self.send())[0], 200)

    async def test_something_that_speaks_no_http_is_no_sidecar(self):
        async def shout(_reader, writer):
            writer.write(b"hello\r\n\r\n")
            await writer.drain()
            writer.close()

        server = await asyncio.start_server(shout, "127.0.0.1", 0)
        self.write_discovery(port=server.sockets[0].getsockname()[1])
        await self.assert_absent()
        server.close()

    async def test_host_names_of_the_loopback_reach_it(self):
        self.write_discovery(host="localhost")
        self.assertEqual((await self.send())[0], 200)
        self.assertEqual(self.seen[0]["headers"]["Host"], "127.0.0.1:%d" % self.upstream_port)
