"""The machines' door: the JSON API with its description, and the health page."""

from flask import Blueprint

from catalogue.web.interop import api, health

door = Blueprint("interop", __name__)
door.add_url_rule("/api/v1/search", "search", api.search)
door.add_url_rule("/api/v1/complete", "complete", api.complete)
door.add_url_rule("/api/v1/resources/<key>", "resource", api.resource)
door.add_url_rule("/api/v1/openapi.json", "openapi", api.openapi)
door.add_url_rule("/healthz", "health", health.show)
door.after_request(api.allow_reading_from_elsewhere)
