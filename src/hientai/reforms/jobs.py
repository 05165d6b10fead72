"""Large acts, done by the background worker in the name of who asked."""

from procrastinate.contrib.django import app

from hientai.reforms.services import background


@app.task(name=background.CARRY_OUT)
def carry_out(reform_id: int, actor_id: int, deputy: int | None = None) -> None:
    """Carry an act out; a refusal is kept with it, where its page shows it."""
    background.carry_out(reform_id, actor_id, deputy)


@app.task(name=background.UNDO)
def undo(reform_id: int, actor_id: int, ground: str, deputy: int | None = None) -> None:
    """Take an act back."""
    background.undo(reform_id, actor_id, ground, deputy)
