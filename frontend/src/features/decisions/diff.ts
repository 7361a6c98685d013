export interface Token {
  op: "equal" | "insert" | "delete";
  text: string;
}

const WORD = /[\p{L}\p{N}\p{M}_]+|\s+|[^\p{L}\p{N}\p{M}_\s]/gu;
/** Beyond this, comparing word by word would hold up the typing: old and new then stand side by side. */
const MOST_WORDS = 1200;

/** Lengths of the longest common runs of what follows, as one flat table. */
function table(one: string[], other: string[]): Uint16Array {
  const width = other.length + 1;
  const found = new Uint16Array((one.length + 1) * width);
  for (let i = one.length - 1; i >= 0; i -= 1)
    for (let j = other.length - 1; j >= 0; j -= 1)
      found[i * width + j] =
        one[i] === other[j]
          ? (found[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(found[(i + 1) * width + j] ?? 0, found[i * width + j + 1] ?? 0);
  return found;
}

/** The words that changed, while somebody still writes them; what is frozen is compared by the server. */
export function wordDiff(before: string, after: string): Token[] {
  if (before === after) return before ? [{ op: "equal", text: before }] : [];
  const [one, other] = [before.match(WORD) ?? [], after.match(WORD) ?? []];
  const tokens: Token[] = [];
  const put = (op: Token["op"], text: string) => {
    const last = tokens.at(-1);
    if (!text) return;
    if (last?.op === op) last.text += text;
    else tokens.push({ op, text });
  };
  if (Math.max(one.length, other.length) > MOST_WORDS) {
    put("delete", before);
    put("insert", after);
    return tokens;
  }
  const common = table(one, other);
  const at = (i: number, j: number) => common[i * (other.length + 1) + j] ?? 0;
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    if (i < one.length && j < other.length && one[i] === other[j]) {
      put("equal", one[i] ?? "");
      i += 1;
      j += 1;
    } else if (j >= other.length || (i < one.length && at(i + 1, j) >= at(i, j + 1))) {
      put("delete", one[i] ?? "");
      i += 1;
    } else {
      put("insert", other[j] ?? "");
      j += 1;
    }
  }
  return joined(tokens);
}

/** A lone space between two changes belongs to them: “three four” reads better than four crumbs. */
export function joined(tokens: Token[]): Token[] {
  const found: Token[] = [];
  let [gone, come] = ["", ""];
  const flush = () => {
    if (gone) found.push({ op: "delete", text: gone });
    if (come) found.push({ op: "insert", text: come });
    gone = "";
    come = "";
  };
  tokens.forEach(({ op, text }, index) => {
    const between = op === "equal" && /^\s+$/.test(text) && (gone || come) && index < tokens.length - 1;
    if (op === "delete") gone += text;
    else if (op === "insert") come += text;
    else if (between) {
      gone += text;
      come += text;
    } else {
      flush();
      found.push({ op, text });
    }
  });
  flush();
  return found;
}
