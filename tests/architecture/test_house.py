"""The shape of the house: imports run down, queries and waiting stay where they belong."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def modules(folder: str) -> Iterator[tuple[str, ast.Module]]:
    """Give the modules under a folder, parsed."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def test_import_contracts_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("folder", ["cluster", "handlers"])
def test_queries_stand_in_storage_alone(folder: str) -> None:
    forbidden = {"select", "insert", "update", "delete", "text", "create_engine"}
    found = [
        f"{name}: {alias.name}"
        for name, tree in modules(folder)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
        for alias in node.names
        if alias.name in forbidden
    ]
    assert found == []


def test_rules_wait_for_nothing() -> None:
    waiting = (ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith)
    assert [name for name, tree in modules("cluster") if any(isinstance(n, waiting) for n in ast.walk(tree))] == []


@pytest.mark.parametrize("folder", ["cluster", "storage"])
def test_rules_are_given_the_moment(folder: str) -> None:
    """`now` is an argument: neither rules nor tables look at a clock of their own."""
    found = [
        f"{name}:{node.lineno}"
        for name, tree in modules(folder)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("now", "utcnow", "today")
    ]
    assert found == []


@pytest.mark.parametrize("folder", ["bot", "handlers", "cluster", "storage", "papers", "sandbox"])
def test_every_module_says_what_it_is_for(folder: str) -> None:
    silent = [name for name, tree in modules(folder) if tree.body and not ast.get_docstring(tree)]
    assert silent == []


def test_sandbox_stands_alone() -> None:
    """It runs where nothing else of the house can be imported."""
    code = (
        "import sys\n"
        "for name in ('bot', 'handlers', 'cluster', 'storage', 'papers', 'telegram'):\n"
        "    sys.modules[name] = None\n"
        "import sandbox.app, sandbox.server"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_serving_imports_nothing_that_waits_for_its_use() -> None:
    # Migrations, tables, pictures, codes, a webhook's server, tracebacks in colour; then Rich is there for who asks.
    code = (
        "import sys\n"
        "from bot.commands.quick import UNWANTED, quick_import\n"
        "with quick_import():\n"
        "    from bot.commands import serve\n"
        "late = 'alembic mako openpyxl xlsxwriter PIL segno matplotlib docxtpl aiosqlite starlette uvicorn fpdf icalendar'.split()\n"
        "late += 'docx lxml jinja2'.split()\n"
        "late += [*UNWANTED, 'bot.intake.webhook', 'bot.demo', 'sandbox']\n"
        "print(sorted(name for name in late if name in sys.modules))\n"
        "import rich.console, apscheduler, click\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == "[]\n", done.stderr
    assert done.returncode == 0, done.stderr


def test_reading_templates_takes_no_library_of_documents() -> None:
    """A first start looks at the templates of its content; only filling one takes what Word's files need."""
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from cluster.content import load_content, template_kinds\n"
        "load_content(Path('content/ryazan'))\n"
        "print(len(template_kinds(Path('content/ryazan'))))\n"
        "print(sorted(name for name in ('docx', 'docxtpl', 'lxml', 'jinja2') if name in sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == "5\n[]\n", done.stderr


@pytest.mark.parametrize(
    "module", ["papers.cards", "papers.calendars", "papers.tables", "papers.qr", "papers.documents"]
)
def test_who_only_names_a_paper_imports_no_library_of_papers(module: str) -> None:
    code = (
        f"import sys, {module}\n"
        "late = 'PIL segno openpyxl xlsxwriter fpdf fontTools icalendar docxtpl docx lxml'.split()\n"
        "print([name for name in late if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == "[]\n", done.stderr
