type Child = Node | string | null | undefined | false;
type Props = Record<string, string | boolean | EventListener | undefined>;

/** An element with its attributes, listeners (`on…`) and children. No HTML is ever read: text stays text. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (typeof value === "string") made.setAttribute(name, value);
  }
  put(made, children);
  return made;
}

export function put(into: Element, children: Child[]): void {
  into.append(
    ...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false),
  );
}

/** A drawing of 24 by 24, hidden from readers: the word stands beside it. */
export function drawing(name: string, shapes: [tag: string, attributes: Record<string, string>][]): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [key, value] of [
    ["viewBox", "0 0 24 24"],
    ["aria-hidden", "true"],
    ["class", name],
  ] as const)
    svg.setAttribute(key, value);
  for (const [tag, attributes] of shapes) {
    const shape = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
    svg.append(shape);
  }
  return svg;
}

const line = { class: "line" };
const paper = { class: "paper-line" };
const full = { class: "full" };
const disc: [string, Record<string, string>] = ["circle", { ...line, cx: "12", cy: "12", r: "9" }];

/** The marks of a position: the same drawings as in the ring and the lists. */
const MARKS: Record<string, [string, Record<string, string>][]> = {
  support: [
    ["circle", { ...full, cx: "12", cy: "12", r: "10" }],
    ["path", { ...paper, d: "M7.5 12.3 10.7 15.5 16.5 9" }],
  ],
  no_objection: [disc, ["path", { ...line, d: "M8 12.3 10.8 15 16 9.2" }]],
  reservation: [
    ["path", { ...full, d: "M12 1.5 22.5 12 12 22.5 1.5 12z" }],
    ["path", { ...paper, d: "M12 7v6M12 16.4v.1" }],
  ],
  disassociate: [disc, ["path", { ...full, d: "M12 3a9 9 0 0 1 0 18z" }]],
  objection: [
    ["path", { ...full, d: "M7.8 2h8.4L22 7.8v8.4L16.2 22H7.8L2 16.2V7.8z" }],
    ["path", { ...paper, d: "M7.5 12h9" }],
  ],
  ad_referendum: [disc, ["path", { ...line, d: "M12 7v5.2l3.4 2" }]],
  recused: [disc, ["path", { ...line, d: "M8 12h8" }]],
};

export const mark = (value: string): SVGElement => drawing(`mark ${value}`, MARKS[value] ?? [disc]);
export const hourglass = (): SVGElement =>
  drawing("icon", [["path", { ...line, d: "M7 3h10M7 21h10M8 3v4l4 5-4 5v4M16 3v4l-4 5 4 5v4" }]]);
