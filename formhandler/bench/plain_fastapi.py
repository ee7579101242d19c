"""FastAPI's usual way: SQLAlchemy's async session on SQLite with its defaults, in plain text."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import FastAPI, Form
from pydantic import BaseModel, Field
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

engine = create_async_engine(f"sqlite+aiosqlite:///{os.environ['BENCH_DATABASE']}", connect_args={"timeout": 20})
session = async_sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    """The tables."""


class Request(Base):
    """A request, as a table."""

    __tablename__ = "request"
    id: Mapped[int] = mapped_column(primary_key=True)
    tel: Mapped[str]
    call_name: Mapped[str]
    word: Mapped[str]
    window: Mapped[str]


class Typed(BaseModel):
    """A request, as a form."""

    tel: str = Field(max_length=40)
    call_name: str = Field("", max_length=20)
    word: str = Field("", max_length=10)
    window: str = Field(max_length=30)


@asynccontextmanager
async def prepared(_: FastAPI) -> AsyncIterator[None]:
    """Make the table."""
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield


app = FastAPI(lifespan=prepared)


@app.post("/callback/")
async def submit(form: Annotated[Typed, Form()]) -> str:
    """Keep a request."""
    async with session() as opened:
        opened.add(Request(**form.model_dump()))
        await opened.commit()
    return "taken"
