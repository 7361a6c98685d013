"""The contract as one static page: no script, no inline style, readable with a keyboard and a screen reader."""

import json
from html import escape
from typing import Any

from api.kernel.contract import resolved

STYLE = """:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 64rem; padding: 1.5rem; }
h1 { font-size: 1.6rem; }
h2 { border-bottom: 1px solid; margin-top: 2.5rem; }
summary { cursor: pointer; padding: .3rem 0; }
summary b { display: inline-block; min-width: 4.5rem; }
code, pre { font: .9rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { border: 1px solid; overflow-x: auto; padding: .75rem; white-space: pre-wrap; }
table { border-collapse: collapse; }
td, th { border-bottom: 1px solid; padding: .2rem .8rem .2rem 0; text-align: left; vertical-align: top; }
details > div { margin-left: 1.2rem; }
"""


def html(document: dict[str, Any]) -> str:
    """The whole page."""
    info = document["info"]
    by_tag: dict[str, list[str]] = {}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            by_tag.setdefault(operation["tags"][0], []).append(_operation(document, path, method, operation))
    tags = {tag["name"]: tag["description"] for tag in document["tags"]}
    links = "".join(f'<li><a href="#{tag}">{escape(tags[tag])}</a></li>' for tag in sorted(by_tag))
    sections = "".join(
        f'<section aria-labelledby="{tag}"><h2 id="{tag}">{escape(tags[tag])}</h2>{"".join(by_tag[tag])}</section>'
        for tag in sorted(by_tag)
    )
    said = "".join(f"<p>{escape(part)}</p>" for part in info["description"].strip().split("\n\n"))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(info["title"])}</title><link rel="stylesheet" href="/api/docs.css"></head><body>'
        f'<header><h1>{escape(info["title"])}</h1>{said}<p><a href="/api/openapi.json">openapi.json</a></p></header>'
        f'<nav aria-label="Subjects"><ul>{links}</ul></nav><main>{sections}</main></body></html>'
    )


def _operation(document: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> str:
    body = operation.get("requestBody", {}).get("content", {})
    parts = [f"<p>{escape(operation['description'])}</p>", f"<p>Right: <code>{operation['x-permission']}</code></p>"]
    if operation["parameters"]:
        parts.append(_parameters([resolved(document, given) for given in operation["parameters"]]))
    parts += [f"<p>Sends {escape(media)}</p>{_example(given)}" for media, given in body.items()]
    for status, given in sorted(operation["responses"].items()):
        answer = resolved(document, given)
        parts.append(f"<p><b>{status}</b> {escape(answer['description'])}</p>")
        if status.startswith("2"):
            parts += [_example(media) for media in answer.get("content", {}).values()]
    return (
        f'<details id="{operation["operationId"]}"><summary><b>{method.upper()}</b> <code>{escape(path)}</code> '
        f"{escape(operation['summary'])}</summary><div>{''.join(parts)}</div></details>"
    )


def _parameters(parameters: list[dict[str, Any]]) -> str:
    rows = "".join(
        f'<tr><th scope="row"><code>{escape(given["name"])}</code></th><td>{given["in"]}'
        f"{', required' if given.get('required') else ''}</td><td>{escape(given.get('description', ''))}</td></tr>"
        for given in parameters
    )
    return f"<table><tbody>{rows}</tbody></table>"


def _example(given: dict[str, Any]) -> str:
    text = json.dumps(given.get("example"), ensure_ascii=False, indent=2)
    return f"<pre>{escape(text)}</pre>"
