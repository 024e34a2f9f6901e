"""The typesetter: one JSON request a line on standard input, its answer on standard output, until the input ends.

Started by Sextant with the folder of the layout and the fonts as its argument. It opens no other file and no
connection. An answer is one line of JSON; after `pages` and `bytes` follow that many bytes of PDF.
"""

import hashlib
import importlib.metadata
import json
import os
import pathlib
import re
import sys

STANDARDS = ["a-3a", "ua-1"]
MISSING = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)


def say(answer, pdf=b""):
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + pdf)
    sys.stdout.buffer.flush()


def engine(folder):
    """What the bytes depend on: the version of Typst, and one hash over the layout and the fonts."""
    parts = hashlib.sha256()
    for path in [folder / "letter.typ", *sorted((folder / "fonts").iterdir())]:
        parts.update(hashlib.sha256(path.read_bytes()).digest())
    return f"typst {importlib.metadata.version('typst')} {parts.hexdigest()[:16]}"


def set_letters(typst, compiler, request):
    inputs = {name: json.dumps(request[name], ensure_ascii=False) for name in ("letters", "geometry")}
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=STANDARDS, sys_inputs=inputs)
        pages = sum(json.loads(compiler.query("<pages>", field="value")))
    except typst.TypstError as error:
        missing = dict.fromkeys(MISSING.findall(error.diagnostic or error.message))
        if missing:
            return say({"missing": "".join(missing)})
        return say({"refused": error.message})
    say({"pages": pages, "bytes": len(pdf)}, pdf)


def main():
    # Whatever else was open in the program that started us is none of our business.
    os.closerange(3, 1 << 16)
    folder = pathlib.Path(sys.argv[1])
    try:
        import typst
    except ImportError as error:
        return say({"refused": str(error)})
    # Nothing but ours is ever read: neither a font of the system, nor a package that somebody has put in a cache.
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder / "fonts"])
    compiler = typst.Compiler(
        folder / "letter.typ", root=folder, font_paths=fonts, ignore_system_fonts=True,
        package_path=os.devnull, package_cache_path=os.devnull)
    say({"engine": engine(folder)})
    for line in sys.stdin.buffer:
        set_letters(typst, compiler, json.loads(line))


if __name__ == "__main__":
    main()
