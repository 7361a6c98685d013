"""The page's files: what lasts, what is asked for again, and the page of a mailed link, which nothing keeps."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.client import Client


@pytest.fixture
async def browser(tmp_path: Path, shell_of: Callable[..., Any], client_of: Callable[..., Client], make: Any) -> Client:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "p-1.js").write_text("1", encoding="utf-8")
    (tmp_path / "index.html").write_text("the platform", encoding="utf-8")
    (tmp_path / "p.html").write_text("one answer", encoding="utf-8")
    (tmp_path / "r.html").write_text("one invitation", encoding="utf-8")
    (tmp_path / "robots.txt").write_text("Disallow: /p/", encoding="utf-8")
    return client_of(await shell_of(frontend_dir=tmp_path), make)


@pytest.mark.parametrize("path", ["/p/AaITJklQde287IXi3oZZjVorXP7O1j6VzrFxnYHrAy0", "/p/x", "/r/x?as=yes"])
async def test_a_mailed_link_opens_its_own_page_which_nothing_keeps(browser, path):
    for method in ("GET", "HEAD"):
        reply = await browser.http.request(method, path)
        assert reply.status_code == 200
        assert reply.headers["cache-control"] == "no-store"
        assert "noindex" in reply.headers["x-robots-tag"]
        assert reply.headers["referrer-policy"] == "no-referrer"
        assert "unsafe" not in reply.headers["content-security-policy"]
        page = "one answer" if path.startswith("/p/") else "one invitation"
        assert reply.text == (page if method == "GET" else "")
    assert (await browser.http.post(path)).status_code == 405


@pytest.mark.parametrize(
    "path", ["/", "/p", "/p/", "/r/", "/p/x/y", "/turkmenistan/decisions", "/turkmenistan/indicators/TKM-06.2"]
)
async def test_every_other_address_is_the_platform(browser, path):
    reply = await browser.http.get(path)
    assert (reply.text, reply.headers["cache-control"]) == ("the platform", "no-cache")
    assert "x-robots-tag" not in reply.headers


async def test_files_last_when_their_name_says_what_they_hold(browser):
    assert "immutable" in (await browser.http.get("/assets/p-1.js")).headers["cache-control"]
    assert (await browser.http.get("/robots.txt")).text == "Disallow: /p/"
    for missing in ("/p/x.js", "/assets/old.js", "/assets/deep/old.js", "/favicon.ico"):
        assert (await browser.http.get(missing)).status_code == 404
