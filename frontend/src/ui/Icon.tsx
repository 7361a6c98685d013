/** Line icons of our own, 20 px, drawn in the text's colour. */
const PATHS = {
  home: "M3 10.5 10 4l7 6.5M5 9v8h10V9",
  meeting: "M4 5h12v12H4zM4 9h12M7 3v4M13 3v4",
  decision: "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM7 10l2.2 2.2L13.4 8",
  statement: "M4 13V9c0-2.5 1.2-4 3.5-4.5M4 9.5h4V14H4zM11.5 13V9c0-2.5 1.2-4 3.5-4.5M11.5 9.5h4V14h-4z",
  objective: "M4 4h5v5H4zM11 4h5v5h-5zM4 11h5v5H4zM11 11h5v5h-5z",
  indicator: "M3.5 3.5v13h13M6 12l3.2-3.6 2.8 2L16 6",
  workplan: "M3 4v13h14M6 7h6M8 10.5h6M10 14h6",
  reporting: "M4 4h12v13H4zM4 8h12M8 2v4M12 2v4M7.5 12.5l2 2 3.5-4",
  down: "M5 8l5 5 5-5",
  right: "M8 5l5 5-5 5",
  proposal: "M5 3h7l3 3v11H5zM12 3v3h3M8 10h5M8 13h5",
  review: "M5 3h10v14H5zM8 7h4M8 10h4M8 13h2",
  members:
    "M7.5 9a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 7.5 9zM2.8 16c.3-3 2-4.6 4.7-4.6S12 13 12.2 16M13 9.2a2.2 2.2 0 1 0 0-4.4M14 11.6c1.9.3 3 1.8 3.2 4.2",
  journal: "M5 3h9a1 1 0 0 1 1 1v13H6a2 2 0 0 1-2-2V4a1 1 0 0 1 1-1zM7.5 7h4.5M7.5 10h4.5",
  settings: "M3 6h8M15 6h2M3 14h2M9 14h8M13 4v4M7 12v4",
  mail: "M3 5h14v10H3zM3 6l7 5 7-5",
  more: "M4 10h.01M10 10h.01M16 10h.01",
  search: "M9 4a5 5 0 1 1 0 10A5 5 0 0 1 9 4zM13 13l4 4",
  wait: "M6 3h8M6 17h8M7 3c0 4 6 4 6 7s-6 3-6 7M13 3c0 4-6 4-6 7s6 3 6 7",
  tick: "M4.5 10.5 8.5 14.5 15.5 6",
  lock: "M5 9h10v8H5zM7 9V7a3 3 0 0 1 6 0v2",
  theme:
    "M10 3.5v1M10 15.5v1M3.5 10h1M15.5 10h1M5.4 5.4l.7.7M13.9 13.9l.7.7M5.4 14.6l.7-.7M13.9 6.1l.7-.7M10 6.8a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4z",
  help: "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM8 8.2a2 2 0 1 1 2.8 1.9c-.6.3-.8.7-.8 1.3M10 13.6v.1",
  cross: "M5 5l10 10M15 5 5 15",
  plus: "M10 4v12M4 10h12",
  send: "M3 9.5 17 3l-4.5 14-3-6zM9.5 11 17 3",
  print: "M6 8V3h8v5M6 14H4V8h12v6h-2M6 12h8v5H6z",
  out: "M8 4H4v12h4M12 7l3 3-3 3M15 10H8",
  blocker: "M7 3h6l4 4v6l-4 4H7l-4-4V7zM10 7v4M10 13.2v.1",
  warning: "M10 4l7 12H3zM10 8v4M10 14v.1",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      aria-hidden="true"
    >
      <path d={PATHS[name]} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
