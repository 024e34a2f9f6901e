"""PostgreSQL asked directly: as its superuser, who is subject to no row-level security."""

import process

PSQL = ["psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--no-align", "--tuples-only"]


def script(text, discard=False):
    """Runs statements and backslash commands in one session; returns what it cost."""
    path = f"{script.folder}/script.sql"
    with open(path, "w") as file:
        file.write(text)
    return process.run([*PSQL, f"--file={path}"], discard=discard)


def rows(query):
    """The rows of a query, each a list of texts."""
    output = process.run([*PSQL, "--field-separator=\t", f"--command={query}"]).output
    return [line.split("\t") for line in output.splitlines()]


def value(query):
    return rows(query)[0][0]


def literal(text):
    """A text as a constant of SQL."""
    return "'" + text.replace("'", "''") + "'"
