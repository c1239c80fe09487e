"""Receipts in the database."""

import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from server.database import Database
from server.tables import ReceiptUse, StoredReceipt
from tools.errors import NotFound
from tools.receipts import Receipt, Use


class SqlReceipts:
    """Fills `tools.receipts.ReceiptStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        dialect = sqlite if database.is_sqlite else postgresql
        self._insert_new = dialect.insert(StoredReceipt).on_conflict_do_nothing()
        self._insert_use = dialect.insert(ReceiptUse).on_conflict_do_nothing()
        self._begun_here: dict[str, dict[str, Receipt]] = {}

    def begin(self, run_id: str) -> None:
        """A run begins, and in this process: what its calls leave is known without asking."""
        self._begun_here[run_id] = {}

    def end(self, run_id: str) -> None:
        """The run is over or put aside."""
        self._begun_here.pop(run_id, None)

    async def save(self, receipt: Receipt, use: Use) -> None:
        """Keep `receipt` once and that it served `use`, in one transaction."""
        row = {
            "tenant": receipt.tenant,
            "id": receipt.id,
            "capability": receipt.capability,
            "created_at": receipt.created_at.timestamp(),
            "data": orjson.dumps(receipt.model_dump(mode="json", exclude={"uses"})).decode(),
        }
        served = {
            "tenant": receipt.tenant,
            "receipt_id": receipt.id,
            "run_id": use.run_id,
            "call_id": use.call_id,
            "asked_by": use.asked_by,
            "at": use.at.timestamp(),
        }

        def work(connection: Connection) -> None:
            connection.execute(self._insert_new, row)
            connection.execute(self._insert_use, served)

        await self._database.write(work)
        if use.run_id in self._begun_here:
            self._begun_here[use.run_id][use.call_id] = receipt

    async def get(self, tenant: str, receipt_id: str) -> Receipt:
        """The receipt with the calls it served, or `NotFound`."""
        query = select(StoredReceipt.data).where(
            StoredReceipt.tenant == tenant, StoredReceipt.id == receipt_id
        )
        uses = (
            select(ReceiptUse)
            .where(ReceiptUse.tenant == tenant, ReceiptUse.receipt_id == receipt_id)
            .order_by(ReceiptUse.position)
        )
        async with self._database.read() as connection:
            data = (await connection.execute(query)).scalar_one_or_none()
            if data is None:
                raise NotFound("there is no such receipt")
            served = (await connection.execute(uses)).mappings().all()
        return Receipt.model_validate({**orjson.loads(data), "uses": [_use(u) for u in served]})

    async def find(self, tenant: str, run_id: str, call_id: str) -> Receipt | None:
        """The receipt that served this call of this run, if it had finished."""
        if (known := self._begun_here.get(run_id)) is not None:
            return known.get(call_id)
        query = select(StoredReceipt.data).join(
            ReceiptUse,
            (ReceiptUse.tenant == StoredReceipt.tenant)
            & (ReceiptUse.receipt_id == StoredReceipt.id),
        )
        query = query.where(
            ReceiptUse.tenant == tenant,
            ReceiptUse.run_id == run_id,
            ReceiptUse.call_id == call_id,
        )
        async with self._database.read() as connection:
            data = (await connection.execute(query)).scalars().first()
        return None if data is None else Receipt.model_validate_json(data)


def _use(row: Any) -> dict[str, Any]:
    moment = datetime.datetime.fromtimestamp(row["at"], datetime.UTC)
    return {**{key: row[key] for key in ("run_id", "call_id", "asked_by")}, "at": moment}
