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
  element.querySelectorAll("button").forEach((button) => { button.disabled = false; });

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
    const text = inputs[0].value.trim();
    const typed = readNumber(text);
    if (Number.isNaN(typed) || isAmbiguous(text)) {
      feedback.classList.remove("question-right", "question-wrong");
      feedback.textContent = Number.isNaN(typed)
        ? "Type a number, such as 0.5 or 1/2."
        : `Does the comma in ${text} stand before decimals? Then type ${text.replaceAll(",", ".")},`
          + ` if not, type ${text.replaceAll(",", "")}.`;
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

/** The number that a reader typed: 0.25, 0,25, 1/4, ¼, 1 000, -2.5e-1; NaN for anything else. @param {string} text */
function readNumber(text) {
  const plain = plainText(text);
  const [, sign, whole, fraction] = /^([-+]?)(\d+) (\d+\/\d+)$/.exec(plain) ?? [];
  if (fraction) return Number(sign + 1) * (Number(whole) + readNumber(fraction));
  const [top, bottom = 1, more] = plain.split("/").map(readDecimal);
  return more === undefined ? top / bottom : NaN;
}

/** Whether a comma may stand before decimals or between thousands: 4,000. @param {string} text */
const isAmbiguous = (text) =>
  plainText(text).split("/").some((part) => /^[-+]?[1-9]\d{0,2},\d{3}$/.test(part.trim()));

/** A typed text with ASCII's signs: "1½" is "1 1/2". @param {string} text */
const plainText = (text) => text.replace(/(\d)(?=[¼-¾⅐-⅞])/g, "$1 ").normalize("NFKC")
  .replace(/[\u2212\u2013]/g, "-").replace(/\u2044/g, "/").replace(/\u2019/g, "'").trim();

/** Digits with a point or a comma before the decimals, thousands parted or not. @param {string} text */
function readDecimal(text) {
  let digits = text.trim();
  if (/^[-+]?\d{1,3}([ '_]\d{3})+(?!\d)/.test(digits)) digits = digits.replace(/[ '_]/g, "");
  // Only two of these signs tell which of them parts thousands.
  const two = /[,.].*[,.]/.test(digits);
  if (two && /^[-+]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(digits)) digits = digits.replace(/,/g, "");
  else if (two && /^[-+]?\d{1,3}(\.\d{3})+(,\d*)?$/.test(digits)) digits = digits.replace(/\./g, "");
  digits = digits.replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(digits) ? Number(digits) : NaN;
}
