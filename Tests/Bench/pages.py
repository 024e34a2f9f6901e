"""The list of physicians as a signed-in person asks for it, against its list and its count in pgbench."""

import hashlib
import http.client
import os
import re
import signal
import socket
import statistics
import subprocess
import time

import database
import process
from country import TODAY
from ledger import say

CONNECTIONS = 8
LIST = """select physician_id, rpps_number, family_name, given_name, specialty_code, framework_id, state, cycle_start,
 cycle_end, control_deadline, counts, required, is_complete, is_late, next_alert_on, has_email
 from standings.standing where is_late order by cycle_end, search_name, physician_id limit 50;"""


def measure(ledger, country, postmaster, seconds, rounds):
    councils = database.rows("""
select council_id, code from (
    select c.council_id, c.code, ntile(12) over (order by count(*)) as size, row_number() over (order by count(*)) as place
    from access.council c join standings.standing s using (council_id) where is_late group by c.council_id, c.code) ranked
where place in (select max(place) from (
    select ntile(12) over (order by count(*)) as size, row_number() over (order by count(*)) as place
    from standings.standing where is_late group by council_id) r group by size)""")
    tokens = {code: hashlib.sha256(f"bench {code}".encode()).hexdigest() for _, code in councils}
    sign_in(councils, tokens)
    port = free_port()
    environment = {**os.environ, "SEXTANT_TODAY": TODAY, "SEXTANT_SECRET_KEY": "5e" * 32}
    server = subprocess.Popen(
        ["sextant", "serve", "--port", str(port)], env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, server)
        for _, code in councils:
            look(port, code, tokens[code])
        rates, limits, costs = [], [], []
        for turn in range(rounds):
            say(f"pages {turn + 1}/{rounds}")
            limits.append(pgbench(country, councils, seconds))
            before = process.cpu_seconds([server.pid, *process.family(postmaster)])
            began = time.monotonic()
            rates.append(wrk(country, port, councils, tokens, seconds))
            spent = process.cpu_seconds([server.pid, *process.family(postmaster)]) - before
            costs.append(1000 * spent / (rates[-1] * (time.monotonic() - began)))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
    rate, limit = statistics.median(rates), statistics.median(limits)
    ledger.report(
        f"list of late physicians, {CONNECTIONS} connections, pages per second", rate, limit, rate / limit, at_least=0.5)
    ledger.report("list of late physicians, CPU of server and PostgreSQL, ms per page", statistics.median(costs),
                  at_most=1.5)


def sign_in(councils, tokens):
    """One person with a session in each council; the password is of no use, the sessions are given."""
    statements = [
        "insert into access.person (email, name, password_hash) values ('mesure@example.org', 'Mesure', '-') "
        "on conflict do nothing;"]
    person = "(select person_id from access.person where email = 'mesure@example.org')"
    for council, code in councils:
        digest = hashlib.sha256(tokens[code].encode()).hexdigest()
        statements += [
            f"insert into access.membership select {council}, {person}, 'agent', '[2023-01-01,)' on conflict do nothing;",
            f"insert into access.session select '\\x{digest}', {person}, {council}, 'agent', now(), "
            "now() + interval '8 hours' on conflict do nothing;"]
    database.script("\n".join(statements))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def path(code):
    return f"/cd/{code}/medecins?retard=oui&tri=echeance"


def wait_for(port, server):
    for _ in range(300):
        if server.poll() is not None:
            raise SystemExit("sextant serve stopped by itself")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise SystemExit("sextant serve is not ready after half a minute")


def look(port, code, token):
    """A page that is not the list would make a fine figure: refused."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path(code), headers={"Cookie": f"sextant-session={token}"})
    response = connection.getresponse()
    body = response.read().decode()
    if response.status != 200 or body.count("<tr") < 2:
        raise SystemExit(f"the list of council {code}: status {response.status}, {body.count('<tr')} rows")


def wrk(country, port, councils, tokens, seconds):
    """Requests per second, the councils in turn."""
    script = f"{country.folder}/list.lua"
    requests = ",\n".join(f'  {{"{path(code)}", "sextant-session={tokens[code]}"}}' for _, code in councils)
    with open(script, "w") as file:
        file.write(f"""local all = {{\n{requests}\n}}
local place = 0
request = function()
  place = place % #all + 1
  return wrk.format("GET", all[place][1], {{["Cookie"] = all[place][2]}})
end
""")
    output = process.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", script, f"http://127.0.0.1:{port}"]).output
    if "Non-2xx" in output or "Socket errors" in output:
        raise SystemExit(f"wrk: {output}")
    return float(re.search(r"Requests/sec:\s+([0-9.]+)", output).group(1))


def pgbench(country, councils, seconds):
    """Transactions per second of the same list and count, as the role of a council, the councils in turn."""
    files = []
    for council, code in councils:
        files.append(f"--file={country.folder}/list-{code}.sql")
        with open(f"{country.folder}/list-{code}.sql", "w") as file:
            file.write(f"begin;\nselect set_config('role', 'sextant_council', true), "
                       f"set_config('sextant.council', '{council}', true);\n" + " ".join(LIST.split()) + "\n"
                       "select count(*) from standings.standing where is_late;\ncommit;\n")
    output = process.run(
        ["pgbench", "--no-vacuum", f"--client={CONNECTIONS}", "--jobs=1", f"--time={seconds}",
         "--username=sextant_login", *files]).output
    return float(re.search(r"tps = ([0-9.]+)", output).group(1))
