import os
import subprocess
import sys
import unittest

from support import PROJECT

READ = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("pack", sys.argv[1])
pack = importlib.util.module_from_spec(spec)
spec.loader.exec_module(pack)
print(pack.WEB_DIRECTORY, pack.NODE_CLASS_MAPPINGS, pack.aiohttp is None)
"""


class Import(unittest.TestCase):
    """ComfyUI's start must not depend on us: no server, no aiohttp, a strange `server` module."""

    def read(self, before="", *flags):
        done = subprocess.run([sys.executable, "-B", *flags, "-c", before + READ, os.path.join(PROJECT, "__init__.py")], capture_output=True, text=True, timeout=60, cwd=PROJECT)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.strip()

    def test_without_comfyui(self):
        self.assertTrue(self.read().startswith("./web-dist {}"))

    def test_without_any_third_party_package(self):
        self.assertEqual(self.read("", "-I", "-S"), "./web-dist {} True")

    def test_with_a_server_that_is_not_comfyui_s(self):
        strange = "import sys, types; sys.modules['server'] = types.ModuleType('server')\n"
        self.assertTrue(self.read(strange).startswith("./web-dist {}"))
        self.assertTrue(self.read(strange + "sys.modules['server'].PromptServer = object\n").startswith("./web-dist {}"))

    def test_state_folder_of_each_platform(self):
        show = "import sys; sys.platform = %r\n"
        env = "import os; os.environ.pop('GREENLIGHT_DATA', None); os.environ.update(HOME='/h', XDG_STATE_HOME=%r, LOCALAPPDATA=%r)\n"
        after = "\nprint(pack.state_folder().replace(os.sep, '/'))\n"

        def folder(platform, xdg="", local=""):
            code = "import os\n" + READ + env % (xdg, local) + show % platform + after
            done = subprocess.run([sys.executable, "-B", "-c", code, os.path.join(PROJECT, "__init__.py")], capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 0, done.stderr)
            return done.stdout.splitlines()[-1]

        self.assertEqual(folder("linux"), "/h/.local/state/greenlight")
        self.assertEqual(folder("linux", xdg="/x"), "/x/greenlight")
        self.assertEqual(folder("darwin"), "/h/Library/Application Support/greenlight")
        self.assertEqual(folder("win32", local="/l"), "/l/greenlight")

    def test_source_fits_python_3_9(self):
        with open(os.path.join(PROJECT, "__init__.py"), encoding="utf-8") as file:
            compile(file.read(), "__init__.py", "exec", dont_inherit=True)
