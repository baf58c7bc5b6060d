"""Sliders that turn axes in space whose author gives them none."""

from collections.abc import Sequence

from livefig.controls.kinds import Control, Range


def turning_controls(
    views: Sequence[tuple[float, float]], others: Sequence[Control]
) -> list[tuple[Range, Range]]:
    """Return two sliders for each axes: how high the eye is, and from which side it looks.

    Parameters
    ----------
    views : sequence
        Elevation and azimuth of each axes at first, in degrees.
    others : sequence of Control
        The figure's other controls, whose names are taken.
    """
    taken = {control.name for control in others}
    pairs = []
    for number, (elev, azim) in enumerate(views, 1):
        which = f" {number}" if len(views) > 1 else ""
        low, high = (-90.0, 90.0) if abs(elev) <= 90 else (-180.0, 180.0)
        azim = (azim + 180) % 360 - 180
        pairs.append(
            (
                _slider(f"elevation{which}", elev, low, high, taken),
                # once around: 180 degrees are -180
                _slider(f"azimuth{which}", azim, -180.0, max(179.0, azim), taken),
            )
        )
    return pairs


def _slider(label: str, angle: float, low: float, high: float, taken: set[str]) -> Range:
    name = label.replace(" ", "_")
    while name in taken:
        name += "_"
    taken.add(name)
    return Range(name, label, "°", angle, min=low, max=high, step=1.0, format=".0f")
