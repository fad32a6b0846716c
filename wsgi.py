"""For WSGI servers: `app` is the catalogue of the instance folder. Run `catalogue index follow` beside it."""

from catalogue.app import create_app

app = create_app()
