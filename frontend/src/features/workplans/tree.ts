/** Rows of a tree: what stands under a folded one is not shown. */
export interface Node {
  id: string;
  level: number;
  parent: string | null;
  open?: boolean;
}

export function shown<N extends Node>(nodes: N[], folded: ReadonlySet<string>): N[] {
  const hidden = new Set<string>();
  return nodes.filter((node) => {
    const under = node.parent !== null && (folded.has(node.parent) || hidden.has(node.parent));
    if (under) hidden.add(node.id);
    return !under;
  });
}

export interface Place {
  row: number;
  column: number;
}

/** Where a key leads in a grid of cells, or null where it leads nowhere. Home and End stay in the row, with Ctrl not. */
export function step(key: string, ctrl: boolean, at: Place, rows: number, columns: number): Place | null {
  const clamp = (row: number, column: number): Place => ({
    row: Math.min(Math.max(row, 0), rows - 1),
    column: Math.min(Math.max(column, 0), columns - 1),
  });
  switch (key) {
    case "ArrowDown":
      return clamp(at.row + 1, at.column);
    case "ArrowUp":
      return clamp(at.row - 1, at.column);
    case "ArrowRight":
      return clamp(at.row, at.column + 1);
    case "ArrowLeft":
      return clamp(at.row, at.column - 1);
    case "PageDown":
      return clamp(at.row + 10, at.column);
    case "PageUp":
      return clamp(at.row - 10, at.column);
    case "Home":
      return ctrl ? clamp(0, 0) : clamp(at.row, 0);
    case "End":
      return ctrl ? clamp(rows - 1, columns - 1) : clamp(at.row, columns - 1);
    default:
      return null;
  }
}

/** What `←` and `→` do in the first cell of a row: fold, unfold, or go to what it stands under. */
export function fold(key: string, node: Node, folded: boolean): "fold" | "unfold" | "parent" | null {
  if (key === "ArrowLeft") return node.open !== undefined && !folded ? "fold" : node.parent !== null ? "parent" : null;
  if (key === "ArrowRight") return node.open !== undefined && folded ? "unfold" : null;
  return null;
}
