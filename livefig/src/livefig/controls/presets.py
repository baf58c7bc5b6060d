"""Buttons that set several controls at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from livefig.controls.kinds import Control
from livefig.spec import PresetSpec


def read_presets(
    presets: Mapping[str, Mapping[str, Any]], controls: Sequence[Control]
) -> list[PresetSpec]:
    """Return presets as the page needs them.

    Parameters
    ----------
    presets : mapping
        From the label of a button to `{parameter: value}`; what it does not name stays as it is.
    controls : sequence of Control
        The controls of the figure.

    Raises
    ------
    ValueError
        A parameter that has no control, or a value that its control cannot have.
    """
    by_name = {control.name: control for control in controls}
    done: list[PresetSpec] = []
    for label, values in presets.items():
        for name in values:
            if name not in by_name:
                raise ValueError(
                    f"preset {label!r} sets {name}, but the controls are {', '.join(by_name)}"
                )
        try:
            page = {name: by_name[name].to_page(value) for name, value in values.items()}
        except (TypeError, ValueError) as error:
            raise ValueError(f"preset {label!r}: {error}") from None
        done.append({"label": label, "values": page})
    return done
