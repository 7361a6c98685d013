/** A block of cells as a spreadsheet puts it on the clipboard: tabs between, quotes around what holds a line break. */
export function block(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const body = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < body.length; at += 1) {
    const sign = body[at];
    if (quoted) {
      if (sign === '"' && body[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else if (sign === '"') quoted = false;
      else cell += sign;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === "\t" || sign === "\n") {
      rows[rows.length - 1]?.push(cell);
      cell = "";
      if (sign === "\n") rows.push([]);
    } else cell += sign;
  }
  rows[rows.length - 1]?.push(cell);
  return rows;
}

/** Where a pasted block lands: by column and row from the cell it was pasted into; what lies outside is left out. */
export function landed<T>(cells: string[][], rows: T[][], row: number, column: number): { cell: T; text: string }[] {
  return cells.flatMap((line, down) =>
    line.flatMap((text, right) => {
      const cell = rows[row + down]?.[column + right];
      return cell === undefined ? [] : [{ cell, text: text.trim() }];
    }),
  );
}

/** Steps through a grid in which some places cannot be typed into: the next that can, or the same. */
export function moved(open: boolean[][], from: [number, number], by: [number, number]): [number, number] {
  let [row, column] = from;
  for (;;) {
    row += by[0];
    column += by[1];
    const line = open[row];
    if (line === undefined || column < 0 || column >= line.length) return from;
    if (line[column]) return [row, column];
  }
}
