/**
 * Our charts: SVG drawn by hand, no library. Import from here inside a lazily loaded page.
 * Each has a sentence as title, a data table one key away, and can be taken along as SVG and CSV.
 */
export { Bars } from "./Bars";
export type { ChartData, Datum, Reference, Series } from "./data";
export { LINES_AT_MOST } from "./geometry";
export { Lines, Sample } from "./Lines";
export { Multiples } from "./Multiples";
export { Sparkline } from "./Sparkline";
