"""What a request costs, beside the limit (bare ASGI) and beside what most people would write (the textbook app)."""
