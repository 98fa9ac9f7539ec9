"""Jobs run by name, with messages that go into a folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from guanhu.jobs.daily import JobReport, run_job
from guanhu.notifications.facts import Channel
from guanhu.plumbing.sending import FileSender, Sender
from support.world import World


def into(folder: Path) -> dict[Channel, Sender]:
    """Both ways out, into one folder."""
    return {channel: FileSender(folder, channel.value) for channel in Channel}


async def run(
    world: World, *jobs: str, senders: Mapping[Channel, Sender] | None = None
) -> list[JobReport]:
    """Run jobs one after another; what each did for each office."""
    product = replace(world.product, senders=senders or {})
    return [report for job in jobs for report in await run_job(product, world.clock, job)]


async def send_all(world: World, folder: Path) -> list[JobReport]:
    """Hand out what waits, and send what is due."""
    return await run(world, "hand_out", "deliver", senders=into(folder))


def sent(folder: Path) -> list[dict[str, Any]]:
    """What lies in the folder: ``channel``, ``to``, ``subject``, ``text``."""
    return sorted(
        (
            {"channel": file.name.partition("-")[0], **orjson.loads(file.read_bytes())}
            for file in folder.glob("*.json")
        ),
        key=lambda each: (each["channel"], each["to"], each["text"]),
    )


async def told(world: World, who: str) -> list[str]:
    """The causes of what a person was told, the latest first."""
    page = await world.ask(who, "notifications", perPage=100)
    return [each["cause"] for each in page["items"]]
