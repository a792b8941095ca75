"""One hypothesis profile, and the databases that tests run on.

Machines are noisy, so no example has a deadline.

In CI every run draws the same texts: a change lands or fails for what it changes, not by luck.
Everywhere else they are drawn at random, which is how new faults are found.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("recul", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("recul")


@pytest.fixture(scope="session")
def postgresql():
    """The address of a PostgreSQL server of our own, which ends with the tests."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = shutil.which("initdb") or (str(programs[-1]) if programs else None)
    if found is None:
        reason = "PostgreSQL is not installed: the store is tested on SQLite only"
        pytest.fail(reason) if "CI" in os.environ else pytest.skip(reason)
    assert found  # both of those raise
    folder = tempfile.mkdtemp(prefix="recul-postgresql-")  # short: a socket's path is
    as_who = []
    if os.geteuid() == 0:  # as which PostgreSQL will not run
        shutil.chown(folder, "postgres")
        as_who = ["runuser", "-u", "postgres", "--"]
    data, log = f"{folder}/data", f"{folder}/log"
    control = [*as_who, str(Path(found).with_name("pg_ctl")), "-D", data, "-w", "-s"]
    subprocess.run(
        [*as_who, found, "-D", data, "-U", "recul", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
        check=True, stdout=subprocess.DEVNULL, cwd="/",
    )  # fmt: skip
    options = f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=300"
    subprocess.run([*control, "-l", log, "-o", options, "start"], check=True, cwd="/")
    try:
        yield f"postgresql://recul@/postgres?host={folder}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, cwd="/")
        shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, monkeypatch):
    """The test runs twice, with its cases kept in SQLite and on PostgreSQL; gives the name."""
    if request.param == "postgresql":
        monkeypatch.setenv("RECUL_DATABASE", request.getfixturevalue("postgresql"))
    else:
        monkeypatch.delenv("RECUL_DATABASE", raising=False)
    return request.param
