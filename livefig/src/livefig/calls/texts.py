"""Words: titles, labels, `text`, and what stands in a legend."""

from typing import Any

from livefig.calls.call import Call
from livefig.calls.given import is_live, is_traced
from livefig.calls.styles import follow_style
from livefig.notation.text import text as as_text
from livefig.tracing.tracer import Tracer

# method -> its parameter that is the text
WORDS = {
    "set_title": "label",
    "set_xlabel": "xlabel",
    "set_ylabel": "ylabel",
    "set_zlabel": "zlabel",
    "suptitle": "t",
    "supxlabel": "t",
    "supylabel": "t",
    "text": "s",
}


def words(call: Call) -> Any:
    """Follow what a title, a label or a text says, and where a text stands."""
    given = call.given
    made = call.make()
    text = given[WORDS[call.name]]
    if isinstance(text, Tracer) and text.shape == ():  # as Matplotlib takes a number: str(…)
        text = as_text("{}", text)
    if is_live(text):
        call.session.follow(made, text=text)
    if call.name == "text":
        call.session.follow(made, x=given["x"], y=given["y"])
    follow_style(call, made)
    return made


def legend(call: Call) -> Any:
    """Follow the labels of artists, `label=`, in what a legend says."""
    given = call.kwargs | dict(zip(("handles", "labels"), call.args, strict=False))
    if len(call.args) == 1:
        given = call.kwargs | {"labels": call.args[0]}
    handles = given.get("handles")
    if handles is None:
        with call.session.in_matplotlib():
            handles, _ = call.owner.get_legend_handles_labels()
    labels = given.get("labels") or [call.session.labels.get(handle) for handle in handles]
    made = call.make()
    for text, label in zip(made.get_texts(), labels, strict=False):
        if is_traced(label):
            call.session.follow(text, text=label)
    return made


def several(call: Call) -> Any:
    """Do `ax.set(xlim=…, title=…)` one by one."""
    return [getattr(call.owner, f"set_{key}")(value) for key, value in call.kwargs.items()]
