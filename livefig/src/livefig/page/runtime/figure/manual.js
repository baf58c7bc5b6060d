/* A figure whose drawing waits for a button: `interact_manual`. */

/** From now on draws other values when the reader presses Run. @param {Figure} figure */
function waitForRun(figure) {
  const { element, redraw, status } = figure;
  figure.redraw = () => status.note("manual", "The controls have other values: press Run.");
  part(element, '[data-live="run"]').addEventListener("click", () => {
    status.note("manual", "");
    redraw();
    status.speak(figure.words);
  });
}
