"""A real identity provider: LemonLDAP::NG (Debian), on a free loopback port, as an unprivileged user."""

import json
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile
import time

import application

HERE = pathlib.Path(__file__).parent / "lemonldap"
CLIENT, SECRET = "sextant", "secret-de-test-0123456789"
SETTINGS = """[all]
logLevel = warn
checkTime = 1
[configuration]
type = File
dirName = {folder}/conf
localStorage = Cache::FileCache
localStorageOptions = {{ 'namespace' => 'conf', 'default_expires_in' => 1, 'directory_umask' => '007', \
'cache_root' => '{folder}/cache', 'cache_depth' => 3 }}
[portal]
staticPrefix = /static
templateDir = /usr/share/lemonldap-ng/portal/templates
languages = fr
"""


def unprivileged():
    """The user as whom the portal runs, when we are root; None when we are already nobody special."""
    if os.geteuid() != 0:
        return None
    for name in ("www-data", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise SystemExit("no unprivileged user")


def key_pair():
    private = subprocess.run(["openssl", "genrsa", "2048"], check=True, capture_output=True, text=True).stdout
    public = subprocess.run(["openssl", "rsa", "-pubout"], input=private, check=True, capture_output=True,
                            text=True).stdout
    return private, public


class Provider:
    """One portal: its people, its only client (the site), its keys."""

    def __init__(self, site, people):
        self.site = site
        self.people = people
        self.port = application.free_port()
        self.issuer = f"http://127.0.0.1:{self.port}"
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sextant-portal-"))
        self.number = 0
        self.process = None

    def __enter__(self):
        for name in ("conf", "cache", "sessions/lock", "psessions/lock", "lib/Sextant"):
            (self.folder / name).mkdir(parents=True)
        shutil.copy(HERE / "Sextant" / "NoCaptcha.pm", self.folder / "lib" / "Sextant")
        shutil.copy(HERE / "portal.psgi", self.folder)
        (self.folder / "people.json").write_text(json.dumps(self.people))
        (self.folder / "lemonldap-ng.ini").write_text(SETTINGS.format(folder=self.folder))
        self.rotate()
        self.start()
        return self

    def __exit__(self, *_):
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self):
        user = unprivileged()
        if user:
            for place, folders, files in os.walk(self.folder):
                for name in [place, *(os.path.join(place, item) for item in folders + files)]:
                    os.chown(name, user.pw_uid, user.pw_gid)
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.folder),
            "LLNG_DEFAULTCONFFILE": str(self.folder / "lemonldap-ng.ini"),
            "LLNG_DEFAULTLOGGER": "Lemonldap::NG::Common::Logger::Std",
            "SEXTANT_TEST_PEOPLE": str(self.folder / "people.json")}
        with open(self.folder / "log", "wb") as log:
            self.process = subprocess.Popen(
                ["starman", "-I", str(self.folder / "lib"), "--listen", f"127.0.0.1:{self.port}", "--workers", "4",
                 "--preload-app", str(self.folder / "portal.psgi")],
                cwd=self.folder, env=environment, stdout=log, stderr=log, start_new_session=True,
                user=user and user.pw_uid, group=user and user.pw_gid, extra_groups=[] if user else None)
        for _ in range(300):
            if application.answers(f"{self.issuer}/.well-known/openid-configuration"):
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError(f"the portal does not start: {self.log()}")

    def log(self):
        return (self.folder / "log").read_text(errors="replace")[-1500:]

    def rotate(self):
        """Writes a configuration with new keys; the portal looks for one each second."""
        self.number += 1
        private, public = key_pair()
        path = self.folder / "conf" / f"lmConf-{self.number}.json"
        path.write_text(json.dumps(self.configuration(private, public)))
        user = unprivileged()
        if user:
            os.chown(path, user.pw_uid, user.pw_gid)

    def client(self):
        prefix = "oidcRPMetaDataOptions"
        options = {
            "ClientID": CLIENT, "ClientSecret": SECRET, "DisplayName": "Sextant", "BypassConsent": 1,
            "IDTokenSignAlg": "RS256", "UserInfoSignAlg": "RS256", "AccessTokenSignAlg": "RS256",
            "RequirePKCE": 1, "Public": 0, "IDTokenForceClaims": 1, "UserIDAttr": "uid",
            "RedirectUris": f"{self.site}/connexion/psc/retour",
            "PostLogoutRedirectUris": f"{self.site}/deconnexion/retour", "LogoutBypassConfirm": 1}
        return {prefix + name: value for name, value in options.items()}

    def configuration(self, private, public):
        store = {"generateModule": "Lemonldap::NG::Common::Apache::Session::Generate::SHA256"}
        attributes = ["cn", "mail", "uid", "rpps"]
        return {
            "cfgNum": self.number, "cfgAuthor": "test", "cfgDate": "1", "cfgVersion": "2.16.1",
            "portal": self.issuer + "/", "domain": "127.0.0.1", "cookieName": "lemonldap", "securedCookie": 0,
            "key": "cle-de-test-0123456789abcdef", "timeout": 7200, "requireToken": 1,
            "authentication": "Demo", "userDB": "Same", "passwordDB": "Demo", "registerDB": "Null",
            "demoExportedVars": {name: name for name in attributes}, "exportedVars": {}, "groups": {},
            "macros": {"_whatToTrace": "lc($_user)"}, "whatToTrace": "_whatToTrace",
            "globalStorage": "Apache::Session::File",
            "globalStorageOptions": {"Directory": f"{self.folder}/sessions",
                                     "LockDirectory": f"{self.folder}/sessions/lock", **store},
            "persistentStorage": "Apache::Session::File",
            "persistentStorageOptions": {"Directory": f"{self.folder}/psessions",
                                         "LockDirectory": f"{self.folder}/psessions/lock"},
            "localSessionStorage": "Cache::FileCache",
            "localSessionStorageOptions": {
                "cache_depth": 3, "cache_root": f"{self.folder}/cache", "default_expires_in": 600,
                "directory_umask": "007", "namespace": "sessions"},
            "locationRules": {"127.0.0.1": {"default": "accept"}}, "exportedHeaders": {},
            "issuerDBOpenIDConnectActivation": 1, "oidcServiceMetaDataIssuer": self.issuer,
            "oidcServicePrivateKeySig": private, "oidcServicePublicKeySig": public,
            "oidcServiceKeyIdSig": f"cle-{self.number}", "oidcServiceAllowAuthorizationCodeFlow": 1,
            "oidcServiceMetaDataAuthnContext": {"eidas1": 1, "eidas2": 5},
            "oidcRPMetaDataOptions": {CLIENT: self.client()},
            "oidcRPMetaDataExportedVars": {CLIENT: {"name": "cn", "SubjectNameID": "rpps"}},
            "oidcRPMetaDataOptionsExtraClaims": {CLIENT: {"scope_all": "SubjectNameID"}},
            "oidcRPMetaDataScopeRules": {}, "oidcRPMetaDataMacros": {CLIENT: {}},
            "captcha": "Sextant::NoCaptcha", "captcha_mail_enabled": 0, "captcha_register_enabled": 0,
            "captcha_login_enabled": 0, "loginHistoryEnabled": 0, "notification": 0,
            "portalDisplayResetPassword": 0, "portalDisplayRegister": 0, "portalCheckLogins": 0}
