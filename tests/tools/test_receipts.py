"""A receipt holds what was computed; computing it again gives the same bits, or says which not."""

import struct
from typing import Any

import pytest
from pydantic import ConfigDict

from tools.capability import Capability, Method, RequestModel, ResultModel
from tools.errors import Conflict, InvalidInput, NotFound
from tools.execution import Caller, Executor, MemoryReceipts
from tools.fields import Document, Number, Seed, Table, field
from tools.ports import StoredFile
from tools.receipts import canonical, digest


class RootRequest(RequestModel):
    """A number to take the root of."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"x": 2}]})

    x: Number = field(description="The number.", ge=0)
    seed: Seed = field(7, description="Not used.")
    table: Table | None = field(None, description="Any table.")
    text: Document | None = field(None, description="Any text.")


class Root(ResultModel):
    """The root."""

    root: float


calls: list[float] = []


def square_root(request: RootRequest) -> Root:
    """Take a square root."""
    calls.append(request.x)
    return Root(root=request.x**0.5, summary="The root.", method=Method(name="pow", source="C99"))


CAPABILITY = Capability.of(square_root, libraries=("pydantic",))
CALLER = Caller(tenant="acme", user="ann", run_id="run_1")


class OneFile:
    """A file source with one file."""

    def __init__(self, content: bytes = b"Some text.") -> None:
        self.content = content

    async def open(self, file_id: str) -> StoredFile:
        if file_id != "f1":
            raise NotFound("there is no such file")
        return StoredFile("f1", "a.txt", "text/plain", digest(self.content.hex()), self.content)


def read_text(file: StoredFile) -> dict[str, Any]:
    return {"text": file.content.decode(), "name": file.name}


@pytest.fixture(name="executor")
def _executor() -> Any:
    calls.clear()
    executor = Executor(MemoryReceipts(), readers={"document": read_text})
    yield executor
    executor.close()


async def run(executor: Executor, arguments: dict[str, Any], call: str = "c1", **more: Any) -> Any:
    return await executor.run(CAPABILITY, arguments, caller=CALLER, call_id=call, **more)


async def test_it_keeps_the_request_with_every_default_filled_in(executor: Executor) -> None:
    """The canonical request, the seed and the versions stand in it."""
    receipt = await run(executor, {"x": 2})
    assert receipt.request == {"x": 2.0, "seed": 7, "table": None, "text": None}
    assert receipt.arguments == {"x": 2}
    assert receipt.seed == 7
    assert set(receipt.libraries) == {"numpy", "pydantic"}
    assert receipt.result["root"] == 2**0.5


async def test_the_same_call_of_a_run_is_not_computed_twice(executor: Executor) -> None:
    """After a crash the finished call is found by its id."""
    first = await run(executor, {"x": 2})
    second = await run(executor, {"x": 2})
    assert first.id == second.id
    assert calls == [2.0]


async def test_equal_work_has_one_receipt_that_lists_its_uses(executor: Executor) -> None:
    """The id is a content hash, so two calls share it; other input has another."""
    first = await run(executor, {"x": 2}, "c1")
    again = await run(executor, {"x": 2}, "c2")
    other = await run(executor, {"x": 3}, "c3")
    kept = await executor.receipts.get("acme", first.id)
    assert first.id == again.id != other.id
    assert [use.call_id for use in kept.uses] == ["c1", "c2"]


async def test_another_tenant_does_not_find_it(executor: Executor) -> None:
    """Not yours and not there read alike."""
    receipt = await run(executor, {"x": 2})
    with pytest.raises(NotFound):
        await executor.receipts.get("rival", receipt.id)


async def test_replay_gives_the_same_bits(executor: Executor) -> None:
    """An untouched receipt replays identically."""
    receipt = await run(executor, {"x": 2})
    replay = await executor.replay(receipt, CAPABILITY)
    assert replay.identical
    assert replay.differences == []


async def test_one_altered_bit_is_seen(executor: Executor) -> None:
    """Flipping the last bit of a stored float is enough."""
    receipt = await run(executor, {"x": 2})
    (bits,) = struct.unpack("<q", struct.pack("<d", receipt.result["root"]))
    (altered,) = struct.unpack("<d", struct.pack("<q", bits ^ 1))
    changed = receipt.model_copy(update={"result": {**receipt.result, "root": altered}})
    replay = await executor.replay(changed, CAPABILITY)
    assert not replay.identical
    assert "root differs" in replay.differences
    assert replay.result["root"] == 2**0.5


async def test_an_altered_request_is_seen(executor: Executor) -> None:
    """Another input gives another result, which is not what was stored."""
    receipt = await run(executor, {"x": 2})
    changed = receipt.model_copy(update={"request": {**receipt.request, "x": 2.5}})
    assert not (await executor.replay(changed, CAPABILITY)).identical


async def test_a_changed_library_is_named(executor: Executor) -> None:
    """Replay says which version changed."""
    receipt = await run(executor, {"x": 2})
    older = receipt.model_copy(update={"libraries": {**receipt.libraries, "numpy": "1.0"}})
    replay = await executor.replay(older, CAPABILITY)
    assert any(text.startswith("library numpy: was 1.0") for text in replay.differences)


async def test_an_approved_action_is_never_replayed(executor: Executor) -> None:
    """What has consequences is not done again for curiosity."""
    receipt = (await run(executor, {"x": 2})).model_copy(update={"needs_approval": True})
    with pytest.raises(Conflict):
        await executor.replay(receipt, CAPABILITY)


async def test_a_file_is_kept_by_its_digest_and_read_again_at_replay(executor: Executor) -> None:
    """The receipt holds no content; a file whose content changed is refused."""
    receipt = await run(executor, {"x": 2, "text": {"file": "f1"}}, files=OneFile())
    assert receipt.request["text"] == {"file": "f1", "sha256": receipt.files[0].sha256}
    assert b"Some text." not in canonical(receipt.model_dump(mode="json"))
    assert (await executor.replay(receipt, CAPABILITY, OneFile())).identical
    with pytest.raises(InvalidInput) as refusal:
        await executor.replay(receipt, CAPABILITY, OneFile(b"xyz"))
    assert refusal.value.errors[0].field == "text"


async def test_a_field_that_takes_no_file_says_so(executor: Executor) -> None:
    """No reader for tables is configured here, and `x` is a number."""
    for name in ("table", "x"):
        with pytest.raises(InvalidInput) as refusal:
            await run(executor, {"x": 2, name: {"file": "f1"}}, files=OneFile())
        assert refusal.value.errors[0].field == name


async def test_bad_arguments_leave_no_receipt(executor: Executor) -> None:
    """The field is named, the value is not repeated, nothing is kept."""
    with pytest.raises(InvalidInput) as refusal:
        await run(executor, {"x": -31337})
    assert refusal.value.errors[0].field == "x"
    assert "31337" not in refusal.value.message
    assert await executor.receipts.find("acme", "run_1", "c1") is None
