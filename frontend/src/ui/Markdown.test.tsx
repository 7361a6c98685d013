import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { blocks, Markdown } from "./Markdown";

const html = (text: string) => renderToStaticMarkup(<Markdown text={text} />);

it("reads emphasis, code and links, and leaves the rest as written", () => {
  expect(html("A **strong** and *soft* `word`.")).toContain(
    "<strong>strong</strong> and <em>soft</em> <code>word</code>",
  );
  expect(html("See [the Compact](https://example.org/gcm).")).toContain('href="https://example.org/gcm"');
  expect(html("2 * 3 * 4 and snake_case_name")).toContain("2 * 3 * 4 and snake_case_name");
});

it("reads an address that stands in angle brackets, with whatever is in it", () => {
  expect(html("[Call](<https://example.org/a_(b)>)")).toContain('href="https://example.org/a_(b)"');
  expect(html("[x](<javascript:alert(1)>)")).not.toContain("href");
});

it("takes no address but a web page's, and no HTML", () => {
  expect(html("[x](javascript:alert(1))")).not.toContain("href");
  expect(html("<img src=x onerror=alert(1)>")).not.toContain("<img");
});

it("keeps lists together and their first number", () => {
  expect(blocks("Who:\n- IOM\n- UNDP\n3. third\n4. fourth").map(({ kind, start }) => [kind, start])).toEqual([
    ["lines", undefined],
    ["bullets", undefined],
    ["numbers", 3],
  ]);
  expect(html("# Heading")).toBe("<strong>Heading</strong>");
});
