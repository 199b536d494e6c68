"""An OAuth 1.0a provider with three legs by oauthlib, and two resources behind it: `serve.py SETTINGS`.

SETTINGS is JSON: port, origin, consumer (key, secret), callbacks, people (name, password, whether orders may be read).
"""
import html
import json
import secrets
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from oauthlib.oauth1 import RequestValidator, WebApplicationServer

settings = json.loads(sys.argv[1])
origin, consumer, people = settings["origin"], settings["consumer"], settings["people"]
temporary, lasting, used = {}, {}, set()


class Validator(RequestValidator):
    enforce_ssl = False
    dummy_client = "dummy-client"
    dummy_request_token = "dummy-request-token"
    dummy_access_token = "dummy-access-token"

    # Keys and tokens as the plant's application really has them, with signs of every kind.
    def check_client_key(self, key):
        return bool(key)

    def check_request_token(self, token):
        return bool(token)

    def check_access_token(self, token):
        return bool(token)

    def check_verifier(self, verifier):
        return bool(verifier)

    def check_nonce(self, nonce):
        return 8 <= len(nonce) <= 64

    def validate_client_key(self, key, request):
        return key == consumer["key"]

    def get_client_secret(self, key, request):
        return consumer["secret"] if key == consumer["key"] else "dummy"

    def validate_timestamp_and_nonce(self, key, timestamp, nonce, request, request_token=None, access_token=None):
        seen = (timestamp, nonce, request_token or access_token)
        fresh = seen not in used
        used.add(seen)
        return fresh

    def get_default_realms(self, key, request):
        return []

    def validate_requested_realms(self, key, realms, request):
        return True

    def validate_realms(self, key, token, request, uri=None, realms=None):
        return True

    def validate_redirect_uri(self, key, redirect_uri, request):
        return redirect_uri in settings["callbacks"]

    def save_request_token(self, token, request):
        temporary[token["oauth_token"]] = {"secret": token["oauth_token_secret"], "back": request.redirect_uri}

    def validate_request_token(self, key, token, request):
        return "verifier" in temporary.get(token, {})

    def get_request_token_secret(self, key, token, request):
        return temporary.get(token, {}).get("secret", "dummy")

    def get_redirect_uri(self, token, request):
        return temporary[token]["back"]

    def get_realms(self, token, request):
        return []

    def verify_request_token(self, token, request):
        return token in temporary

    def verify_realms(self, token, realms, request):
        return True

    def save_verifier(self, token, verifier, request):
        temporary[token]["verifier"] = verifier["oauth_verifier"]

    def validate_verifier(self, key, token, verifier, request):
        return secrets.compare_digest(temporary[token].get("verifier", ""), verifier)

    def save_access_token(self, token, request):
        person = temporary[request.resource_owner_key]["person"]
        lasting[token["oauth_token"]] = {"secret": token["oauth_token_secret"], "person": person}

    def invalidate_request_token(self, key, token, request):
        temporary.pop(token, None)

    def validate_access_token(self, key, token, request):
        return token in lasting

    def get_access_token_secret(self, key, token, request):
        return lasting.get(token, {}).get("secret", "dummy")


server = WebApplicationServer(Validator())


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def say(self, status, body="", headers=None):
        data = (body or "").encode()
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def page(self, title, body, status=200):
        self.say(status, f"<!doctype html><title>{title}</title><h1>{title}</h1>{body}", {"Content-Type": "text/html"})

    def tell(self, status, body):
        self.say(status, json.dumps(body), {"Content-Type": "application/json"})

    def asked(self, method):
        text = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        return origin + self.path, method, text, dict(self.headers)

    def do_POST(self):
        path, asked = urlsplit(self.path).path, self.asked("POST")
        if path == "/oauth/request_token":
            headers, body, status = server.create_request_token_response(*asked)
            return self.say(status, body, headers)
        if path == "/oauth/access_token":
            headers, body, status = server.create_access_token_response(*asked)
            return self.say(status, body, headers)
        if path == "/oauth/authorize":
            return self.agree(parse_qs(asked[2]))
        return self.tell(404, {})

    def agree(self, form):
        token, name = form["oauth_token"][0], form.get("name", [""])[0]
        back = temporary.get(token, {}).get("back")
        if back is None:
            return self.page("Too late", "", 400)
        if form["press"][0] == "refuse":
            problem = urlencode({"oauth_token": token, "oauth_problem": "permission_denied"})
            return self.say(302, headers={"Location": f"{back}?{problem}"})
        if people.get(name, {}).get("password") != form.get("password", [""])[0]:
            return self.page("This name and password do not fit", "", 401)
        uri = f"{origin}/oauth/authorize?{urlencode({'oauth_token': token})}"
        temporary[token]["person"] = name
        headers, body, status = server.create_authorization_response(uri)
        return self.say(status, body, headers)

    def do_GET(self):
        path, asked = urlsplit(self.path).path, self.asked("GET")
        if path == "/oauth/authorize":
            token = html.escape(parse_qs(urlsplit(self.path).query).get("oauth_token", [""])[0])
            return self.page(
                "Allow access?",
                f"""<form method="post" action="/oauth/authorize"><input type="hidden" name="oauth_token" value="{token}">
                <label>Name <input name="name"></label> <label>Password <input name="password" type="password"></label>
                <button name="press" value="allow">Allow</button> <button name="press" value="refuse">Refuse</button></form>""",
            )
        valid, request = server.validate_protected_resource_request(*asked)
        if not valid:
            return self.say(401, headers={"WWW-Authenticate": 'OAuth realm="plant"'})
        name = lasting[request.resource_owner_key]["person"]
        if path == "/api/me":
            return self.tell(200, {"name": name})
        if path == "/api/purchase-orders":
            return self.tell(200, {"count": 3}) if people[name]["orders"] else self.tell(403, {})
        return self.tell(404, {})


ThreadingHTTPServer(("127.0.0.1", settings["port"]), Handler).serve_forever()
