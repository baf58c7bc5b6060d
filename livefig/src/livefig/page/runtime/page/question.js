/* Quick questions: whether the reader's answer is right, in words, and why.
 *
 * The explanations stand in the page, folded, for readers without JavaScript; here they are shown
 * one at a time.
 */

/** Brings all questions of the page to life. */
function startQuestions() {
  /** @type {NodeListOf<HTMLElement>} */
  const questions = document.querySelectorAll("fieldset.question");
  questions.forEach(startQuestion);
}

/** @param {HTMLElement} element a <fieldset class="question"> */
function startQuestion(element) {
  if (element.dataset.live) return;
  element.dataset.live = "yes";
  const kind = element.dataset.kind;
  const feedback = part(element, ".question-feedback");
  const inputs = [...element.querySelectorAll("input")];
  /** @type {HTMLElement[]} */
  const solutions = Array.from(element.querySelectorAll("details li"));
  /** @param {HTMLElement} item */
  const isRight = (item) => item.dataset.right === "1";
  part(element, "details").hidden = true;

  /** @param {boolean} right @param {HTMLElement[]} items @param {string} [before] */
  const say = (right, items, before = "") => {
    const word = document.createElement("b");
    word.textContent = right ? "Right. " : "Not quite. ";
    const parts = items.map((item) => {
      const line = document.createElement("p");
      line.append(part(item, ".question-why").cloneNode(true));
      return line;
    });
    feedback.replaceChildren(word, before, ...parts);
    feedback.classList.toggle("question-right", right);
    feedback.classList.toggle("question-wrong", !right);
  };
  const checkOne = () => {
    const item = solutions[inputs.findIndex((input) => input.checked)];
    say(isRight(item), [item]);
  };
  const checkAll = () => {
    const ticked = solutions.filter((item, i) => inputs[i].checked);
    const tooMuch = ticked.filter((item) => !isRight(item));
    const missing = solutions.filter(isRight).length - (ticked.length - tooMuch.length);
    const right = !tooMuch.length && !missing;
    say(right, right ? ticked : tooMuch, missing ? `${missing} more to find.` : "");
  };
  const checkNumber = () => {
    const typed = readNumber(inputs[0].value);
    if (Number.isNaN(typed)) {
      feedback.textContent = "Type a number, such as 0.5 or 1/2.";
      return;
    }
    // A little more than the tolerance: 0.3 is not 0.1 + 0.2 to the last digit.
    /** @param {HTMLElement} item */
    const near = (item) => {
      const number = Number(item.dataset.number);
      const slack = isRight(item) ? Number(inputs[0].dataset.tolerance) : 0;
      return Math.abs(typed - number) <= slack + 1e-9 * Math.max(1, Math.abs(number));
    };
    const item = solutions.find((item) => item.dataset.number && near(item)) ?? solutions[solutions.length - 1];
    say(isRight(item), [item]);
  };

  if (kind === "radio") element.addEventListener("change", checkOne);
  else part(element, "button").addEventListener("click", kind === "number" ? checkNumber : checkAll);
  if (kind === "number") {
    inputs[0].addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      checkNumber();
    });
  }
}

/** The number that a reader typed: 0.25, 0,25, -2.5e-1 or 1/4; NaN for anything else. @param {string} text */
function readNumber(text) {
  const parts = text.trim().replace(/\u2212/g, "-").replace(",", ".").split("/");
  const numbers = parts.map((part) => (part.trim() ? Number(part) : NaN));
  return parts.length > 2 ? NaN : numbers[0] / (numbers[1] ?? 1);
}
