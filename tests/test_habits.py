"""What is run on each change stands once, and everybody runs it: README, hatch, hooks and CI."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SCRIPTS = PROJECT["tool"]["hatch"]["envs"]["default"]["scripts"]
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))

GUIDE = (ROOT / ".github/CONTRIBUTING.md").read_text(encoding="utf-8")


def said(program, *arguments, code=0):
    """The lines that one of CI's programs prints."""
    ran = subprocess.run(
        [sys.executable, ROOT / ".ci" / program, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == code, ran.stderr
    return (ran.stdout or ran.stderr).splitlines()


def test_ci_runs_the_commands_that_hatch_runs():
    assert said("script.py", "lint") == SCRIPTS["lint"]
    assert said("script.py", "check") == [*SCRIPTS["lint"], "pytest -n 2"]
    named = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert {"script lint", "script postgres"} <= {line.strip() for line in named.splitlines()}


def test_arguments_go_where_the_script_wants_them():
    assert said("script.py", "test", "tests/core", "-k", "a or b") == [
        "pytest -n 2 tests/core -k 'a or b'"
    ]


def test_a_script_that_is_not_there_is_a_sentence_with_those_that_are():
    assert said("script.py", "tset", code=1) == [f"There is no script tset: {', '.join(SCRIPTS)}."]


def test_the_readmes_test_line_runs_the_tests_as_the_script_does():
    readme = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    line = next(line for line in readme if "'.[test]'" in line)
    assert line.endswith(f"&& .venv/bin/{said('script.py', 'test')[0]}")


def test_the_hook_and_the_workflow_run_what_everybody_runs():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repository["repo"] for repository in hooks["repos"]] == ["local"]
    for hook in hooks["repos"][0]["hooks"]:
        program, name = hook["entry"].removeprefix("bash ").split()
        assert (program, name in SCRIPTS) == (".ci/run", True)
    steps = WORKFLOW["jobs"]["checks"]["steps"]
    assert steps[-1] == {"run": "bash .ci/run"}


def test_the_workflow_tests_each_version_of_python_that_the_project_names():
    prefix = "Programming Language :: Python :: 3."
    named = [one for one in PROJECT["project"]["classifiers"] if one.startswith(prefix)]
    tested = WORKFLOW["jobs"]["checks"]["strategy"]["matrix"]["python"]
    assert [one.rpartition(" ")[2] for one in named] == tested
    assert PROJECT["project"]["requires-python"] == f">={tested[0]}"


def test_the_lowest_versions_are_those_of_every_dependency_with_a_bound():
    extras = PROJECT["project"]["optional-dependencies"]
    wanted = [*PROJECT["project"]["dependencies"], *extras["postgres"], *extras["test"]]
    bounds = [one.replace("[binary]", "").partition(",")[0] for one in wanted if ">=" in one]
    assert [line.replace("==", ">=") for line in said("lowest.py")] == bounds


def test_the_guide_names_scripts_and_files_that_are_there():
    assert set(re.findall(r"bash .ci/run (\w+)", GUIDE)) <= SCRIPTS.keys()
    rows = [row.split("|")[2:4] for row in GUIDE.splitlines() if row.count("|") == 4][1:]
    places = {"flashcards": [one for one, _ in rows], "tests": [two for _, two in rows]}
    for folder, cells in places.items():
        for named in re.findall(r"`([a-z_/]+(?:/|\.py|\.md))`", "".join(cells)):
            assert (ROOT / folder / named).exists(), named


def test_the_guide_is_read_in_one_go():
    assert len(GUIDE.splitlines()) <= 80
