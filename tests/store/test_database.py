import os
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, event, inspect, select, text, update
from sqlalchemy.exc import DatabaseError

from recul.model import Document, InputError
from recul.store import DATABASE_FILE, Folder, documents, migrations, tables
from recul.store.database import Database

NOW = datetime(2022, 2, 16, 12, tzinfo=UTC)


def document(text):
    return Document(id=Document.identify(text), source="test", text=text)


@pytest.fixture
def folder(tmp_path, database):
    return Folder.create("crisis", tmp_path)


@pytest.fixture
def on_sqlite(tmp_path, monkeypatch):
    monkeypatch.delenv("RECUL_DATABASE", raising=False)
    return Folder.create("crisis", tmp_path)


def test_what_is_kept_for_ever_can_be_neither_changed_nor_removed(folder):
    folder.add([document("one")])
    for statement in (update(tables.documents).values(body="{}"), delete(tables.documents)):
        with (
            pytest.raises(DatabaseError, match="only ever added to"),
            folder.database.write() as tx,
        ):
            tx.execute(statement)
    assert [d.text for d in folder.documents()] == ["one"]


def test_every_table_that_is_kept_for_ever_is_protected(folder):
    with folder.database.read() as tx:
        triggers = set(
            tx.execute(
                text("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'")
                if tx.dialect.name == "sqlite"
                else text("SELECT event_object_table FROM information_schema.triggers")
            ).scalars()
        )
    assert {table.name for table in tables.APPEND_ONLY} <= triggers


def test_the_migrations_make_the_tables_that_the_code_uses(folder):
    with folder.database.read() as tx:
        there = inspect(tx)
        for name, table in tables.metadata.tables.items():
            columns = {c["name"]: c["nullable"] for c in there.get_columns(name)}
            assert columns == {c.name: c.nullable for c in table.columns}, name
            assert {i["name"] for i in there.get_indexes(name) if i["name"]} >= {
                i.name for i in table.indexes
            }, name
        assert migrations.version(tx) == migrations.HEAD


def test_a_document_cannot_come_in_twice_even_past_the_code(folder):
    folder.add([document("one")])
    row = select(*(c for c in tables.documents.c if c.name != "seq"))
    columns = [c.name for c in tables.documents.c if c.name != "seq"]
    with pytest.raises(DatabaseError), folder.database.write() as tx:
        tx.execute(tables.documents.insert().from_select(columns, row))


def test_a_block_that_fails_leaves_nothing(folder):
    with pytest.raises(RuntimeError), folder.database.write() as tx:  # noqa: PT012
        documents.add(tx, [document("one")], NOW)
        raise RuntimeError
    assert folder.documents() == []


def test_a_reader_keeps_its_view_while_another_writes(folder):
    folder.add([document("one")])
    with folder.database.read() as tx:
        before = documents.last(tx)
        folder.add([document("two")])
        assert documents.last(tx) == before
        assert len(documents.current(tx)) == 1
    assert len(folder.documents()) == 2


def test_writers_wait_for_each_other(folder):
    order, entered = [], threading.Event()

    def other():
        entered.wait()
        with Folder.open(folder.path).database.write() as tx:
            order.append(documents.last(tx))

    thread = threading.Thread(target=other)
    thread.start()
    with folder.database.write() as tx:
        entered.set()
        thread.join(0.3)
        assert thread.is_alive()
        documents.add(tx, [document("one")], NOW)
    thread.join()
    assert order == [1]  # it saw what the first had written


def test_an_instant_comes_back_in_utc_and_needs_a_zone(folder):
    dated = document("one").model_copy(
        update={"published": datetime.fromisoformat("2022-02-16T01:30:00+03:00")}
    )
    folder.add([dated])
    with folder.database.read() as tx:
        found = tx.execute(select(tables.documents.c.published)).scalar_one()
    assert found.isoformat() == "2022-02-15T22:30:00+00:00"
    with pytest.raises(Exception, match="time zone"):
        folder.add([document("two")], now=datetime(2022, 2, 16))


def test_a_full_disk_leaves_the_documents_as_they_were(on_sqlite):
    folder = on_sqlite
    folder.add([document("one")])
    event.listen(
        folder.database.engine, "connect", lambda c, _: c.execute("PRAGMA max_page_count = 1")
    )
    folder.database.engine.dispose()
    with pytest.raises(InputError, match=r"full.*Free some space"):
        folder.add([document(f"{n}" * 3000) for n in range(100)])
    assert [d.text for d in Folder.open(folder.path).documents()] == ["one"]


def test_a_database_that_another_program_holds_is_told(on_sqlite, monkeypatch):
    monkeypatch.setattr("recul.store.database.PATIENCE", 0.1)
    on_sqlite.add([document("one")])
    on_sqlite.close()
    holder = sqlite3.connect(on_sqlite.path / DATABASE_FILE, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(InputError, match=r"locked.*Wait"):
        on_sqlite.add([document("two")])
    holder.execute("COMMIT")
    holder.close()
    assert len(on_sqlite.add([document("two")]).documents) == 1


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_in_the_place_of_the_database_is_an_error(on_sqlite, make):
    make(on_sqlite.path / DATABASE_FILE)
    for use in (on_sqlite.documents, lambda: on_sqlite.add([document("one")])):
        with pytest.raises(InputError, match="not a regular file"):
            use()


def test_a_file_that_is_no_database_is_told(on_sqlite):
    on_sqlite.path.joinpath(DATABASE_FILE).write_text("x" * 5000)
    with pytest.raises(InputError, match="Restore the file"):
        on_sqlite.documents()


def test_an_edited_text_under_its_old_id_is_named(on_sqlite):
    on_sqlite.add([document("no troops left"), document("all troops left")])
    on_sqlite.close()
    with sqlite3.connect(on_sqlite.path / DATABASE_FILE) as connection:
        connection.execute("DROP TRIGGER documents_no_update")
        connection.execute("UPDATE documents SET body = replace(body, '\"all', '\"few')")
    connection.close()
    with pytest.raises(InputError, match="not a document: its text is not the one"):
        on_sqlite.documents()


def test_tables_of_a_later_version_are_left_alone(folder):
    folder.add([document("one")])
    with folder.database.write() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    folder.close()
    with pytest.raises(InputError, match="later version"):
        folder.documents()


def test_programs_that_open_a_new_case_at_once_make_its_tables_once(folder):
    script = (
        "import sys; from pathlib import Path; from recul.store import Folder;"
        "print(len(Folder(Path(sys.argv[1])).documents()))"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", script, folder.path], stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    assert [program.communicate(timeout=60)[0] for program in running] == [b"0\n"] * 4


def test_a_killed_writer_leaves_whole_documents_only(folder):
    script = (
        "import sys; from pathlib import Path; from recul.model import Document;"
        "from recul.store import Folder; folder = Folder(Path(sys.argv[1])); print(flush=True)\n"
        "for n in range(10**6):\n"
        "    t = [f'{n} {i}' for i in range(3)]\n"
        "    folder.add([Document(id=Document.identify(x), source='s', text=x) for x in t])\n"
        "    print(n, flush=True)\n"
    )
    for _ in range(3):
        running = subprocess.Popen(
            [sys.executable, "-c", script, folder.path], stdout=subprocess.PIPE, text=True
        )
        assert running.stdout
        told = [running.stdout.readline() for _ in range(5)]
        running.kill()
        running.wait()
        running.stdout.close()
        there = [d.text for d in folder.documents()]
        assert len(there) == len(set(there))
        assert len(there) % 3 == 0
        assert {f"{told[-1].strip()} 2"} <= set(there)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nonsense", "cannot be read"),
        ("mysql://me:secret@host/db", "not PostgreSQL"),
        ("postgresql://me:secret@127.0.0.1:1/db", "See that the database is there"),
    ],
)
def test_an_address_of_no_server_is_told_without_its_password(url, says):
    with pytest.raises(InputError, match=says) as told:
        Database.on_server(url, "recul_x")
    assert "secret" not in str(told.value)


def test_the_address_may_stand_in_the_case(tmp_path, postgresql, monkeypatch):
    monkeypatch.delenv("RECUL_DATABASE", raising=False)
    folder = Folder.create("in-the-case", tmp_path)
    with folder.path.joinpath("case.toml").open("a") as file:
        file.write(f'\n[store]\nurl = "{postgresql}"\n')
    folder.add([document("one")])
    assert not folder.path.joinpath(DATABASE_FILE).exists()
    assert len(Folder.open(folder.path).documents()) == 1
