"""OpenStack Swift with its S3 interface, all four servers in one process: `serve.py DIRECTORY PORT`.

DIRECTORY holds settings.json: region, bucket, names on a page of its list, the folder whose files are put into it, and users (name, secret, groups).
"""
import json
import os
import sys
from urllib.parse import quote

import eventlet

eventlet.monkey_patch(thread=False)
import eventlet.wsgi
import swift.common.utils as utils

root, port = sys.argv[1], int(sys.argv[2])
with open(os.path.join(root, "settings.json"), encoding="utf-8") as file:
    settings = json.load(file)


def write(name, *lines):
    path = os.path.join(root, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return path


utils.SWIFT_CONF_FILE = write("swift.conf", "[swift-hash]", "swift_hash_path_suffix = plant")
utils.HASH_PATH_SUFFIX = b"plant"

from swift.common.ring.builder import RingBuilder
from swift.common.swob import Request
from swift.common.wsgi import loadapp

usual = ["[DEFAULT]", f"swift_dir = {root}", f"devices = {root}/devices", "mount_check = false"]
os.makedirs(os.path.join(root, "devices", "disk"))


def serve(kind):
    """Account, container and object server, and the ring by which the proxy finds it."""
    socket = eventlet.listen(("127.0.0.1", 0))
    place = {"ip": "127.0.0.1", "port": socket.getsockname()[1]}
    replication = {f"replication_{key}": value for key, value in place.items()}
    ring = RingBuilder(2, 1, 0)
    ring.add_dev({"id": 0, "region": 1, "zone": 1, "weight": 1, "device": "disk", **place, **replication})
    ring.rebalance()
    ring.get_ring().save(os.path.join(root, f"{kind}.ring.gz"))
    app = f"{kind}-server"
    conf = write(f"{kind}.conf", *usual, "[pipeline:main]", f"pipeline = {app}", f"[app:{app}]", f"use = egg:swift#{kind}")
    eventlet.spawn(eventlet.wsgi.server, socket, loadapp(conf), log_output=False)


def proxy(name, *filters):
    options = {
        "s3api": [f"location = {settings['region']}", f"max_bucket_listing = {settings['page']}"],
        "tempauth": [f"user_plant_{user} = {secret} {groups}" for user, secret, groups in settings["users"]],
    }
    lines = [*usual, "[pipeline:main]", f"pipeline = {' '.join(filters)} proxy-server"]
    lines += ["[app:proxy-server]", "use = egg:swift#proxy", "account_autocreate = true", "allow_account_management = true"]
    for one in filters:
        lines += [f"[filter:{one}]", f"use = egg:swift#{one}", *options.get(one, [])]
    return loadapp(write(name, *lines), allow_modify_pipeline=False)


def put(inside, *path, body=b""):
    """Past all doors: the bucket is filled before anybody is served."""
    environ = {"REQUEST_METHOD": "PUT", "swift.authorize_override": True}
    url = "/".join(["/v1/AUTH_plant", *map(quote, path)])
    response = Request.blank(url, environ=environ, body=body).get_response(inside)
    if response.status_int >= 300:
        sys.exit(f"{url}: {response.status}")


class Memory(dict):
    """What the pipeline wants of memcached; it must be true when it is empty, too."""

    def __bool__(self):
        return True

    def get(self, key, *_, **__):
        return dict.get(self, key)

    def set(self, key, value, *_, **__):
        self[key] = value

    def delete(self, key, *_, **__):
        self.pop(key, None)

    def incr(self, key, delta=1, *_, **__):
        self[key] = dict.get(self, key, 0) + delta
        return self[key]


for kind in ("account", "container", "object"):
    serve(kind)
inside = proxy("inside.conf", "catch_errors")
put(inside)
put(inside, settings["bucket"])
for folder, _, names in os.walk(settings["files"]):
    for name in names:
        file = os.path.join(folder, name)
        with open(file, "rb") as content:
            put(inside, settings["bucket"], os.path.relpath(file, settings["files"]), body=content.read())

memory = Memory()
outside = proxy("outside.conf", "catch_errors", "gatekeeper", "listing_formats", "bulk", "s3api", "tempauth", "slo", "dlo", "copy")


def with_memory(environ, start_response):
    environ["swift.cache"] = memory
    return outside(environ, start_response)


eventlet.wsgi.server(eventlet.listen(("127.0.0.1", port)), with_memory, log_output=False)
