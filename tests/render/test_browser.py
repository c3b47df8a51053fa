"""The HTML report in a real browser, at the width of a phone."""

import html
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from synth.render.html import html_of
from synth.render.view import view_of
from tests.render.samples import make_hostile

# Opens every claim and says how wide the page is, and which element stands out of it.
PROBE = """<body><iframe id=page style="width:360px;height:800px;border:0" srcdoc="{page}"></iframe><script>
page.onload = () => {{
  const inside = page.contentDocument, width = inside.documentElement.clientWidth;
  inside.querySelectorAll("details").forEach(each => each.open = true);
  const out = [...inside.querySelectorAll("body *")].filter(each => each.getBoundingClientRect().right > width + 1);
  document.title = `${{inside.documentElement.scrollWidth <= width}} ${{out.map(each => each.tagName)}}`;
}}</script></body>"""


@pytest.mark.browser
def test_page_is_no_wider_than_a_phone_whatever_it_holds(tmp_path: Path) -> None:
    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("needs chromium (Debian's package of that name)")
    page = re.sub(r"<meta http-equiv[^>]*>", "", html_of(view_of(make_hostile())))  # it rightly forbids our script
    probe = tmp_path / "probe.html"
    probe.write_bytes(PROBE.format(page=html.escape(page)).encode("utf-8", "replace"))

    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom"]
    shown = subprocess.run(
        [browser, *options, "--virtual-time-budget=3000", probe.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    ).stdout

    assert "<title>true </title>" in shown
