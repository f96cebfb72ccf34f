"""The routes, and the reason of every one that needs no key."""

PUBLIC: dict[str, str] = {
    "/healthz": "says only that the process runs; asked by whatever watches it",
    "/readyz": "says only whether the database answers; asked by whatever watches it",
    "/docs": "the reference holds no data; whoever joins must read it before having a key",
    "/openapi.json": "as /docs",
    "/static": "the reference's own style and script",
    "/api/v1/templates/{kind}.xlsx": "empty sheets, for whoever wants to begin",
    "/api/v1/taxonomy/complete": "published classifications, the same for everybody",
}
"""Every other route declares a Policy."""
