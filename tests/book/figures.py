"""Move the controls of a live figure the way a reader does, and see whether the picture follows."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

PICTURE = """figure => [...figure.querySelectorAll("svg, canvas")]
    .map(part => part.tagName === "CANVAS" ? part.toDataURL() : part.outerHTML).join()"""

NEXT_FRAMES = "() => new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)))"

CONTROLS = "input[type=range], input[type=checkbox], input[type=radio], select"


def unfold(page: Page) -> None:
    """Open everything that is folded away: a control that is hidden cannot be moved."""
    page.evaluate("""() => {
        for (const element of document.querySelectorAll("details")) element.open = true;
        for (const element of document.querySelectorAll(".toggle-hidden"))
            element.classList.remove("toggle-hidden");
        return Promise.allSettled(document.getAnimations().map(animation => animation.finished));
    }""")


def press_if_there(figure: Locator, name: str, times: int = 1) -> None:
    """Press a button of the figure; figures without animation have none."""
    button = figure.get_by_role("button", name=name, exact=True)
    for _ in range(times if button.count() else 0):
        button.click()


def move_to_end(control: Locator, last: bool) -> None:
    """Move a control to its first or last position, with the keyboard where that is a slider."""
    kind = control.evaluate("element => element.type")
    if kind == "range":
        control.press("End" if last else "Home")
    elif kind == "checkbox":
        control.set_checked(last)
    elif kind == "radio":  # the buttons of a row are one control
        control.evaluate(
            """(button, last) => {
                const row = button.closest("figure").querySelectorAll(`[name="${button.name}"]`);
                row[last ? row.length - 1 : 0].click();
            }""",
            last,
        )
    else:
        control.select_option(index=control.locator("option").count() - 1 if last else 0)


def picture_with(page: Page, figure: Locator, control: Locator, last: bool) -> str:
    """Return the picture with the control at one end; an animation starts anew and runs 3 steps."""
    press_if_there(figure, "Reset")
    move_to_end(control, last)
    press_if_there(figure, "Step", times=3)
    page.evaluate(NEXT_FRAMES)
    return str(figure.evaluate(PICTURE))


def dead_controls(page: Page, figure: Locator) -> list[str]:
    """Return the names of the controls that leave the picture as it is at both of their ends."""
    dead = []
    for control in figure.locator(CONTROLS).all():
        first, last = (picture_with(page, figure, control, end) for end in (False, True))
        if first == last:
            dead.append(control.get_attribute("name") or "a control without a name")
    return dead
