"""`hientai law`: what the law says on a day, from the command line."""

from dataclasses import asdict
from datetime import date

import click

from hientai.law import queries
from hientai.webkit.terminal import as_json, on_day, say_json


@click.command()
@on_day
@click.option("--decree", help="Chỉ một văn bản, ví dụ nd101.")
@as_json
def law(on: date, decree: str | None, in_json: bool) -> None:
    """Quy định và tham số có hiệu lực vào một ngày, có căn cứ và độ chắc.

    \b
    Ví dụ:
      hientai law --on 2025-07-01 --decree nd171
    """
    lines = queries.law_lines(on)
    if decree:
        lines = queries.of_decree(lines, decree)
    if in_json:
        say_json([asdict(line) for line in lines])
        return
    for line in lines:
        click.echo(f"{line.code}\t{line.title}: {line.value}\t{line.clause}\t{line.certainty}")
