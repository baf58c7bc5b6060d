/* The types that the comments of the runtime name; `make lint` checks the code against them.
 *
 * The first half is `livefig/spec.py` in TypeScript: what Python hands to the page. A test holds that
 * both name the same fields. The second half are the objects that the runtime is made of.
 */

type Output = number;
type Constant = { const: any };
type Value = Output | Constant;

interface Scale {
  kind: "linear" | "log";
  slope: number;
  offset: number;
}

interface AxesSpec {
  id: string;
  clip: string;
  box: [number, number, number, number];
  x: Scale;
  y: Scale;
}

interface PaperSpec {
  id: string;
  axes: number;
}

interface Colormap {
  lut: string;
  over: string;
  under: string;
  bad: string;
  vmin: number;
  vmax: number;
  log: boolean;
}

interface ArtistSpec {
  id: string;
  kind: string;
  axes: number;
  x: Scale;
  y: Scale;
  clip: boolean;
  values: Record<string, Value>;
  shapes: Record<string, number[]>;
  style: Record<string, any>;
  colormap?: Colormap;
  templates?: TextRun[][][];
  template_of?: number[];
  hover?: string;
}

interface TextRun {
  text?: string;
  value?: Value;
  spec?: string;
  css?: string;
  dy?: number;
}

interface ControlSpec {
  kind: "range" | "select" | "toggle" | "checkbox" | "points" | "pad";
  name: string;
  label: string;
  unit: string;
  value: any;
  format?: string;
  min?: number;
  max?: number;
  step?: number;
  log?: boolean;
  integer?: boolean;
  grid?: number[];
  options?: string[];
  axes?: number;
  lock?: "x" | "y" | null;
  editable?: boolean;
  shape?: number[];
}

interface PresetSpec {
  label: string;
  values: Record<string, any>;
}

interface GoalSpec {
  label: string;
  value: Output;
}

interface AnimationSpec {
  shapes: number[][][];
  restarts: string[];
  steps_per_frame: number;
  n_steps: number | null;
}

/** Axes in space, and the controls of the angles that they are seen from. */
interface TurnSpec {
  axes: number;
  elev: string;
  azim: string;
}

interface FigureSpec {
  name: string;
  alt: string;
  program: string;
  view: [number, number, number, number];
  axes: AxesSpec[];
  papers: PaperSpec[];
  artists: ArtistSpec[];
  controls: ControlSpec[];
  presets: PresetSpec[];
  goals: GoalSpec[];
  animation: AnimationSpec | null;
  manual: boolean;
  turns: TurnSpec[];
  ways: WaysSpec[];
  others: PictureSpec[];
  picture_of: number[];
}

/** A picture in the place of the first one. */
interface PictureSpec {
  svg: string;
  view: [number, number, number, number];
  axes: AxesSpec[];
  papers: PaperSpec[];
  artists: ArtistSpec[];
}

/** Through the positions of some sliders: which program is run, or why none, and at how many. */
interface WaysSpec {
  controls: string[];
  counts: number[];
  programs: (number | string)[];
}

/* --- the runtime ------------------------------------------------------------------------------ */

/** What a program takes and gives: numbers and arrays in C order. */
type Numbers = (number | Float64Array)[];

/** The compiled functions, one of each a combination of choices, and a way that the author's goes. */
interface Program {
  draw: ((args: Numbers) => Numbers)[];
  start: ((args: Numbers) => Numbers)[];
  step: ((args: Numbers) => Numbers)[];
}

/** One control. `value`: a number; of choices the index of the option; of points and pads an array. */
interface Control<T = any> {
  value: T;
  /** Puts the value into the page. */
  show(): void;
  /** The nearest value that the control can have, undefined where there is none. */
  admit(given: any): T | undefined;
  /** The value that an address holds, undefined where it holds none. */
  parse(text: string): T | undefined;
  /** The value as it stands in an address. */
  write(): string;
  /** The value as Python's widgets have it, where that is another form. */
  plain?(): any;
  /** Called when the figure was drawn anew, as its axes may have moved. */
  follow?(): void;
}

/** A control in a figure. */
type OwnControl = Control & { name: string; label: string; spec: ControlSpec; initial: any };

/** What the spec of a kind of control has for certain. */
type ChoiceSpec = ControlSpec & { options: string[] };

type MakeControl = (
  spec: any, row: HTMLElement, changed: () => void, figure: Figure,
) => Control;

/** One artist as the page draws it; `write` returns a note where not all could be drawn. */
interface Mark {
  write(outputs: Numbers, way: number): string;
}

/** A picture: its marks, and the groups of its live texts. */
interface Picture {
  drawing: HTMLElement;
  view: number[];
  marks: Mark[];
  texts: SVGGElement[];
}

/** What a kind of mark is made from. It may set the last two. */
interface MarkParts {
  group: SVGGElement;
  body: SVGGElement;
  artist: ArtistSpec;
  axes: AxesSpec;
  figure: Figure;
  x: Scale;
  y: Scale;
  onvisible?(visible: boolean): void;
  onfade?(opacity: string): void;
}

type DrawMark = (values: Record<string, any>, way: number, outputs: Numbers) => string;

/** A command of an SVG path and its coordinates. */
type PathStep = [string, ...number[]];

/** A shape that is drawn many times. */
interface Marker {
  radius?: number;
  path?: PathStep[];
  css?: Record<string, string>;
}

/** What stands at a tick: lines of text, where each begins (in em), or a drawing of it. */
interface TickLabel {
  lines: TextRun[][];
  at?: [number, number][];
  path?: string;
}

interface Status {
  note(key: string, text: string): void;
  flash(text: string): void;
  speak(words: () => string): void;
  goals(outputs: Numbers): void;
}

/** Something that can be read out: `count()` places, `at(i)` what one holds, `near(x, y)` its i. */
interface HoverSource {
  count(): number;
  /** How far the keys to the right and down go; 0: to another source. */
  keys: [number, number];
  at(i: number): { place: number[]; text: string } | null;
  near(x: number, y: number): number;
}

/** The handle of a live figure, which `element.live` is for scripts of the page. */
interface Figure {
  element: HTMLElement;
  spec: FigureSpec;
  program: Program;
  drawing: HTMLElement;
  svg: SVGSVGElement;
  form: HTMLFormElement | null;
  status: Status;
  controls: Map<string, OwnControl>;
  values: Record<string, any>;
  outputs: Numbers;
  /** Which of the programs is run. */
  way: number;
  state: Numbers | null;
  steps: number;
  scales: Map<string, Scale>;
  behind: { group: Element; element: HTMLElement }[];
  hover?: { refresh(): void };
  /** What a screen reader is told of the figure. */
  words(): string;
  args(): Numbers;
  compute(): Numbers;
  draw(outputs: Numbers): void;
  redraw(): void;
  changed(name: string): void;
  assign(values: Map<string, any>): void;
  set(name: string, value: any): void;
  /** Called after the reader changed a control. */
  onchange: ((name: string, value: any) => void) | null;
  /** Called after an animation stepped. */
  onstate: ((state: Numbers, playing?: boolean) => void) | null;
  /** Of a figure that has a state: starts anew where a control was changed that the start reads. */
  heed?(names: string[]): void;
  pause?(): void;
}

/** The handle of a figure that has a state. */
interface AnimatedFigure extends Figure {
  state: Numbers;
  heed(names: string[]): void;
  play(): void;
  pause(): void;
  step(count?: number): void;
  reset(): void;
}

interface Element {
  setAttribute(name: string, value: string | number): void;
}

interface HTMLElement {
  live?: Figure;
}

declare var MathJax: { startup?: { promise?: Promise<unknown> } } | undefined;

declare var livefig: {
  version: string;
  mount: typeof mount;
  start: typeof start;
  renderWidget: typeof renderWidget;
  initializeWidget: typeof initializeWidget;
};
