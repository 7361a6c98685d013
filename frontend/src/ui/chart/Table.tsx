import type { ChartData } from "./data";

interface Props {
  title: string;
  data: ChartData;
  say: (value: string) => string;
}

/** The same data as the picture. Blank is a dash, zero is 0. */
export function DataTable({ title, data, say }: Props) {
  const columns = [
    ...data.series.map(({ key, name, data: cells }) => ({
      key,
      name,
      cells: cells.map(({ value, instead }) => instead ?? (value === null ? "–" : say(value))),
    })),
    ...(data.references ?? []).map(({ kind, label, values }) => ({
      key: kind + label,
      name: label,
      cells: values.map((value) => (value === null ? "–" : say(value))),
    })),
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
    <section className="chart-table" tabIndex={0} aria-label={title}>
      <table>
        <caption className="sr">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{data.axis}</th>
            {columns.map(({ key, name }) => (
              <th key={key} scope="col" className="num">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.across.map(({ key, label }, at) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              {columns.map((column) => (
                <td key={column.key} className="num">
                  {column.cells[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
