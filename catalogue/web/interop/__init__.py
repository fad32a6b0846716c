"""The machines' door: the JSON API with its description, signposts for search engines and browsers, what
installs it as an app, health."""

from flask import Blueprint

from catalogue.web.interop import api, files, health, installing, signposts

door = Blueprint("interop", __name__)
door.add_url_rule("/api/v1/search", "search", api.search)
door.add_url_rule("/api/v1/complete", "complete", api.complete)
door.add_url_rule("/api/v1/resources/<key>", "resource", api.resource)
door.add_url_rule("/api/v1/openapi.json", "openapi", api.openapi)
door.add_url_rule("/robots.txt", "robots", signposts.robots)
door.add_url_rule("/sitemap.xml", "sitemaps", signposts.sitemaps)
door.add_url_rule("/sitemap-<code>-<int:number>.xml", "sitemap", signposts.sitemap)
door.add_url_rule("/opensearch-<code>.xml", "opensearch", signposts.opensearch)
door.add_url_rule("/<code>/manifest.webmanifest", "manifest", installing.manifest)
door.add_url_rule("/worker.js", "worker", installing.worker)
door.add_url_rule("/files/<name>", "file", files.send)
door.add_url_rule("/healthz", "health", health.show)
door.after_request(api.allow_reading_from_elsewhere)
