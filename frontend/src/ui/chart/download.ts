import { type ChartData, csv, fileName } from "./data";

const KEPT = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
  "opacity",
] as const;

export function save(text: string, type: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A picture of its own: what the page's styles say is written into it, in the colours of paper, with its title. */
export function standing(svg: SVGSVGElement, title: string): string {
  const chart = svg.closest<HTMLElement>(".chart");
  chart?.classList.add("paper");
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = [...svg.querySelectorAll<SVGElement>("*")];
  [...copy.querySelectorAll<SVGElement>("*")].forEach((each, at) => {
    const style = getComputedStyle(from[at] as SVGElement);
    for (const name of KEPT) {
      const value = style.getPropertyValue(name);
      if (value) each.setAttribute(name, value);
    }
    for (const name of ["class", "tabindex", "role"]) each.removeAttribute(name);
  });
  chart?.classList.remove("paper");
  for (const each of copy.querySelectorAll(".hit, .reach")) each.remove();
  const box = svg.viewBox.baseVal;
  const head = 30;
  const beside = 24; // where our font is missing, another one is wider
  const [width, height] = [box.width * 1.06 + 2 * beside, box.height];
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("viewBox", `${-beside} ${-head} ${width} ${height + head}`);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height + head));
  for (const name of ["class", "tabindex"]) copy.removeAttribute(name);
  copy.setAttribute("role", "img");
  copy.setAttribute("aria-label", title);
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ x: -beside, y: -head, width, height: height + head, fill: "#ffffff" })) {
    ground.setAttribute(name, String(value));
  }
  const said = document.createElementNS("http://www.w3.org/2000/svg", "text");
  for (const [name, value] of Object.entries({
    x: 0,
    y: -10,
    fill: "#16211f",
    "font-family": getComputedStyle(svg).fontFamily,
    "font-size": "15px",
    "font-weight": "600",
  })) {
    said.setAttribute(name, String(value));
  }
  said.textContent = title;
  copy.prepend(ground, said);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}

export const saveSvg = (svg: SVGSVGElement, title: string): void =>
  save(standing(svg, title), "image/svg+xml", fileName(title, "svg"));

export const saveCsv = (data: ChartData, title: string): void =>
  save(csv(data), "text/csv;charset=utf-8", fileName(title, "csv"));
