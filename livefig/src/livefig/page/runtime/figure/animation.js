/* Figures with a state: Play and Pause, Step, Reset to the same start.
 *
 * The pace is counted in frames of 1/60 s whatever the screen does, and a frame that has used up its
 * time stops early rather than freeze the page. Nothing plays before the reader asks for it.
 */

const FRAME = 1000 / 60; // milliseconds
/** What a button shows, and how often as fast. @type {[string, number][]} */
const SPEEDS = [["1", 1], ["2", 2], ["4", 4], ["¼", 0.25], ["½", 0.5]];
const BUDGET = 12; // milliseconds of a frame that steps may take

/** @param {AnimatedFigure} figure gets play, pause, step, reset and a state @param {AnimationSpec} animation */
function startAnimation(figure, animation) {
  const { program, spec, status } = figure;
  const { steps_per_frame: pace, n_steps: end, restarts } = animation;
  const button = (what) => part(figure.element, `[data-live="${what}"]`);
  const playButton = button("play");
  const counter = part(figure.element, ".live-steps");
  let playing = false;
  let inSight = true;
  let request = 0;
  let last = 0;
  let speed = 0; // which of SPEEDS
  let owed = 0; // steps that time has earned and that are not done yet

  const start = () => {
    figure.state = []; // is no argument of the start
    figure.steps = 0;
    // Copies: the program uses its buffers again.
    figure.state = program.start[figure.way](figure.args())
      .map((array) => (typeof array === "number" ? array : array.slice()));
  };
  const advance = () => {
    const results = program.step[figure.way](figure.args());
    for (let i = 0; i < figure.state.length; i++) {
      const [old, result] = [figure.state[i], results[i]];
      if (typeof old === "number" || typeof result === "number") figure.state[i] = result;
      else old.set(result);
    }
    figure.steps++;
  };
  const finite = () => figure.state.every((array) =>
    typeof array === "number" ? Number.isFinite(array) : array.every(Number.isFinite));
  const finished = () => end !== null && figure.steps >= end;

  figure.compute = () => {
    if (figure.steps === 0) start(); // the start may depend on the controls
    return program.draw[figure.way](figure.args());
  };
  /** Starts anew where one of these controls has a part in the start. */
  figure.heed = (names) => {
    const causes = names.filter((name) => restarts.includes(name));
    if (!causes.length || figure.steps === 0) return;
    figure.steps = 0; // so that `compute` starts
    owed = 0;
    counter.textContent = "step 0";
    status.note("state", "");
    const labels = causes.map((name) => figure.controls.get(name)?.label);
    status.flash(`Started anew: ${labels.join(" and ")} changed.`);
  };
  const show = () => {
    figure.draw(figure.compute());
    counter.textContent = `step ${figure.steps}`;
    if (!finite()) {
      figure.pause();
      status.note("state", `Stopped at step ${figure.steps}: the state is no longer finite.`);
    } else if (finished()) {
      figure.pause();
      status.note("state", `Finished after ${figure.steps} steps.`);
    }
  };
  /** Does what may fail; then nothing goes on as if nothing had happened. */
  const attempt = (act) => {
    try {
      act();
    } catch (error) {
      console.error(`Figure ${spec.name}:`, error);
      figure.pause();
      status.note("state", `Stopped at step ${figure.steps} by an error: ${reasonOf(error)}`);
    }
  };
  /** Does some steps and draws the last. */
  figure.step = (count = 1) => attempt(() => {
    for (let i = 0; i < count && !finished(); i++) advance();
    show();
    figure.onstate?.(figure.state);
  });
  figure.reset = () => {
    figure.pause();
    start();
    status.note("state", "");
    figure.redraw();
    counter.textContent = "step 0";
    figure.onstate?.(figure.state);
  };
  const tick = (now) => {
    request = 0;
    if (!playing || !inSight) return;
    if (!figure.element.isConnected) return figure.pause();
    const elapsed = Math.min(now - last, 4 * FRAME); // a long stop earns no long jump
    last = now;
    owed += (elapsed / FRAME) * pace * SPEEDS[speed][1];
    attempt(() => {
      const limit = performance.now() + BUDGET;
      let done = 0;
      while (owed >= 1 && !finished()) {
        advance();
        owed--;
        done++;
        if (performance.now() > limit) owed = Math.min(owed, 1);
        if (performance.now() > limit) break;
      }
      if (done) show();
      if (done) figure.onstate?.(figure.state, playing);
    });
    if (playing) request = requestAnimationFrame(tick);
  };
  const run = () => {
    if (!playing || !inSight || request) return;
    last = performance.now();
    request = requestAnimationFrame(tick);
  };
  figure.play = () => {
    if (finished() || !finite()) figure.reset();
    playing = true;
    playButton.textContent = "Pause";
    run();
  };
  figure.pause = () => {
    const played = playing;
    playing = false;
    playButton.textContent = "Play";
    cancelAnimationFrame(request);
    request = 0;
    if (played) figure.onstate?.(figure.state, false);
  };

  /** @param {string} what is said before the texts of the figure */
  const tell = (what) => status.speak(() => `${what} ${figure.words()}`.trim());
  playButton.addEventListener("click", () => {
    if (!playing) return figure.play();
    figure.pause();
    tell(`Paused at step ${figure.steps}.`);
  });
  button("step").addEventListener("click", () => {
    figure.pause();
    figure.step();
    tell(`Step ${figure.steps}.`);
  });
  button("speed").addEventListener("click", ({ currentTarget }) => {
    speed = (speed + 1) % SPEEDS.length;
    currentTarget.textContent = `Speed ${SPEEDS[speed][0]}×`;
  });
  button("restart").addEventListener("click", () => {
    figure.reset();
    tell("Back at the start.");
  });
  new IntersectionObserver(([entry]) => {
    inSight = entry.isIntersecting;
    run();
  }).observe(figure.drawing);
}
