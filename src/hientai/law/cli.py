"""`hientai law`: what the law says on a day, from the command line."""

import json
from dataclasses import asdict
from datetime import datetime

import click
from django.utils import timezone

from hientai.law import queries


@click.command()
@click.option("--on", "on", type=click.DateTime(["%Y-%m-%d"]), help="Ngày xét; mặc định hôm nay.")
@click.option("--decree", help="Chỉ một văn bản, ví dụ nd101.")
@click.option("--json", "as_json", is_flag=True, help="In ra JSON.")
def law(on: datetime | None, decree: str | None, as_json: bool) -> None:
    """Quy định và tham số có hiệu lực vào một ngày, có căn cứ và độ chắc.

    Ví dụ: hientai law --on 2025-07-01 --decree nd171
    """
    day = on.date() if on else timezone.localdate()
    lines = queries.law_lines(day)
    if decree:
        lines = queries.of_decree(lines, decree)
    if as_json:
        click.echo(json.dumps([asdict(x) for x in lines], ensure_ascii=False, default=str))
        return
    for line in lines:
        click.echo(f"{line.code}\t{line.title}: {line.value}\t{line.clause}\t{line.certainty}")
