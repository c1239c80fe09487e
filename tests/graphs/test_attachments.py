"""Files that come with a message."""

import pytest

from graphs.services import Services
from tests.graphs.asking import Thread
from tools.errors import InvalidInput, NotFound
from tools.ports import StoredFile

TABLE = StoredFile("f1", "sales.csv", "text/csv", "00", b"item,price\nlamp,30\n")
BROKEN = StoredFile("f2", "odd.pdf", "application/pdf", "00", b"%PDF")


class Files:
    """Two files."""

    async def open(self, file_id: str) -> StoredFile:
        for file in (TABLE, BROKEN):
            if file.id == file_id:
                return file
        raise NotFound("no such file")


def describe(file: StoredFile) -> dict:
    if file.id == "f2":
        raise InvalidInput("the file is damaged")
    return {"kind": "table", "columns": {"item": ["lamp"], "price": [30]}, "rows": 1}


@pytest.fixture
def services() -> Services:
    return Services(describe_file=describe)


async def test_a_planner_finds_the_file_described_in_the_message(script, services):
    """Id, name, size, kind and columns stand beside the text, also in the thread."""
    model = script("risk", "One lamp.")
    model.in_process = True
    thread = Thread(model, services=services)
    await thread.ask("What does a lamp cost?", files=Files(), attachments=("f1",))
    (file,) = model.seen[-1][-1].additional_kwargs["files"]
    assert file["id"] == "f1"
    assert file["bytes"] == len(TABLE.content)
    assert file["columns"]["price"] == [30]
    assert (await thread.messages())[0].additional_kwargs["files"] == [file]


async def test_a_remote_model_reads_the_list_of_files_in_the_text(script, services):
    """Ids and columns; the thread keeps the person's words alone."""
    model = script("risk", "One lamp.")
    thread = Thread(model, services=services)
    await thread.ask("What does a lamp cost?", files=Files(), attachments=("f1",))
    assert "f1: sales.csv" in model.seen[-1][-1].text
    assert "columns item, price" in model.seen[-1][-1].text
    assert (await thread.messages())[0].text == "What does a lamp cost?"


async def test_a_file_that_cannot_be_read_says_why(script, services):
    """The run goes on: the question may not need it."""
    model = script("risk", "It cannot be read.")
    await Thread(model, services=services).ask("And?", files=Files(), attachments=("f2",))
    assert "cannot be read: the file is damaged" in model.seen[-1][-1].text


async def test_a_file_that_is_not_there_ends_the_run(script, services):
    """Nothing is asked of a model."""
    with pytest.raises(NotFound):
        await Thread(script(), services=services).ask("?", files=Files(), attachments=("f9",))


async def test_a_figure_from_an_attached_table_has_a_source(script, services):
    """The person gave it, in a file."""
    told = await Thread(script("risk", "A lamp costs 30."), services=services).ask(
        "What does a lamp cost?", files=Files(), attachments=("f1",)
    )
    assert told.message["verified"] is True
    assert told.message["content"] == "A lamp costs 30."
