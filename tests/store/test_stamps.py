from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul import api
from recul.model import InputError
from recul.store import Folder, archive, custody, stamps
from tests.store.exchanges import NOW, document

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")

SETTINGS = """
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[stamping]
basicConstraints = CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = here
[here]
serial = serial
signer_cert = stamping.pem
signer_key = stamping.key
certs = sent.pem
default_policy = 1.2.3.4
digests = sha256
accuracy = secs:1
signer_digest = sha256
ess_cert_id_alg = sha256
"""


class Authority:
    """A time-stamping authority of our own, by openssl."""

    def __init__(self, path: Path, name: str = "Authority") -> None:
        self.path = path
        path.mkdir()
        (path / "settings").write_text(SETTINGS)
        (path / "sent.pem").write_text("")
        (path / "serial").write_text("01\n")
        self.openssl("req -x509 -newkey rsa:2048 -nodes -keyout authority.key -out authority.pem",
                     "-days 30 -config settings -extensions authority", "-subj", f"/CN={name}")  # fmt: skip
        self.openssl("req -newkey rsa:2048 -nodes -keyout stamping.key -out stamping.csr -config settings",
                     "-subj", f"/CN={name} stamps")  # fmt: skip
        self.openssl("x509 -req -in stamping.csr -CA authority.pem -CAkey authority.key -out stamping.pem",
                     "-CAcreateserial -days 30 -extfile settings -extensions stamping")  # fmt: skip

    @property
    def root(self) -> Path:
        return self.path / "authority.pem"

    def send_along(self, *certificates: Path) -> None:
        (self.path / "sent.pem").write_text("".join(one.read_text() for one in certificates))

    def openssl(self, *parts: str) -> str:
        words = [w for part in parts for w in ([part] if part.startswith("/") else part.split())]
        done = subprocess.run(["openssl", *words], cwd=self.path, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def post(self, url: str, body: bytes, media: str) -> bytes:
        assert (url, media) == ("http://tsa.example/", "application/timestamp-query")
        (self.path / "query").write_bytes(body)
        self.openssl("ts -reply -config settings -queryfile query -out answer")
        return (self.path / "answer").read_bytes()


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("tsa") / "one")


@pytest.fixture
def case(tmp_path):
    folder = Folder.create("crisis", tmp_path)
    folder.add([document()])
    return api.OpenCase(folder)


URL = "http://tsa.example/"


def faults(case, **more):
    return [fault.id for fault in case.verify(**more).faults]


def test_a_stamp_says_when_the_log_was_there_and_openssl_agrees(case, authority, tmp_path):
    made = case.stamp(URL, authority.post)
    assert abs(made.at - datetime.now(UTC)) < timedelta(minutes=2)
    (line, _) = case.custody()
    file = case.folder.path / "archive" / made.file
    shutil.copy(file, authority.path / "stamp.tsr")
    (authority.path / "line").write_text(line)
    verdict = authority.openssl("ts -verify -data line -in stamp.tsr -CAfile authority.pem")
    assert "OK" in verdict
    verdict = authority.openssl(
        f"ts -verify -digest {made.hash} -in stamp.tsr -CAfile authority.pem"
    )
    assert "OK" in verdict
    unchecked = case.verify()
    assert [(s.entry, s.signed, s.authority) for s in unchecked.stamps] == [(1, False, URL)]
    assert unchecked.faults == ()
    checked = case.verify(tsa_ca=authority.root)
    assert (checked.faults, checked.stamps[0].signed) == ((), True)


def test_the_certificates_of_an_answer_may_come_in_any_order(case, authority, tmp_path):
    """As OpenSSL sends them, which does not sort the set as DER has it."""
    others = [Authority(tmp_path / name, name).root for name in ("a", "much longer name", "b")]
    for sent in (others, others[::-1]):
        authority.send_along(*sent, authority.root)
        case.stamp(URL, authority.post)
    authority.send_along()
    proof = case.verify(tsa_ca=authority.root)
    assert proof.faults == ()
    assert [stamp.signed for stamp in proof.stamps] == [True, True]


@given(st.binary(max_size=300), st.integers(0, 5))
def test_bytes_that_are_no_answer_are_refused(noise, depth):
    head = custody.Entry(
        n=1, previous=custody.NOTHING, at=NOW, by="me", tool="x", action="added", subject="a"
    )
    for _ in range(depth):
        noise = b"\x30\x82" + len(noise).to_bytes(2) + noise
    with pytest.raises(InputError, match="gave no time stamp that can be read"):
        stamps.ask(head, URL, lambda *_: noise)


def test_a_stamp_of_somebody_else_is_not_trusted(case, authority, tmp_path):
    case.stamp(URL, authority.post)
    other = Authority(tmp_path / "two", "Somebody")
    assert faults(case, tsa_ca=other.root) == ["stamp_not_signed"]
    with pytest.raises(InputError, match="holds no certificate"):
        case.verify(tsa_ca=tmp_path / "none.pem")


def test_a_stamp_that_was_changed_moved_or_taken_away_is_told(case, authority, tmp_path):
    made = case.stamp(URL, authority.post)
    file = case.folder.path / "archive" / made.file
    data = file.read_bytes()
    file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert faults(case) == ["stamp_changed"]
    file.unlink()
    assert faults(case) == ["stamp_missing"]


def test_a_log_written_anew_is_not_the_one_that_was_stamped(case, authority, tmp_path):
    made = case.stamp(URL, authority.post)
    answer = archive.get(case.folder.path, made.file)
    assert answer
    second = Folder.create("second", tmp_path)
    second.add([document("Another text.")])
    forged = api.OpenCase(second)
    with second.database.write() as tx:
        stamps.keep(tx, second.path, made, answer, now=made.at, by=custody.collector())
    assert faults(forged) == ["stamp_of_another_log"]


def test_an_answer_that_is_no_stamp_of_it_is_refused_and_nothing_is_logged(case, authority):
    def other(url, body, media):
        (authority.path / "other").write_text("something else")
        authority.openssl("ts -query -data other -sha256 -cert -out query")
        return authority.post(url, (authority.path / "query").read_bytes(), media)

    def refused(url, body, media):
        (authority.path / "other").write_text("something else")
        authority.openssl("ts -query -data other -sha512 -out query")
        return authority.post(url, (authority.path / "query").read_bytes(), media)

    for post in (lambda *_: b"<html>", lambda *_: b"", refused):
        with pytest.raises(InputError, match="gave no time stamp that can be read"):
            case.stamp(URL, post)
    with pytest.raises(InputError, match="stamped something else"):
        case.stamp(URL, other)
    assert len(case.custody()) == 1


def test_nothing_to_be_stamped_is_an_error(tmp_path, authority):
    empty = api.OpenCase(Folder.create("empty", tmp_path))
    with pytest.raises(InputError, match="its log is empty"):
        empty.stamp(URL, authority.post)
