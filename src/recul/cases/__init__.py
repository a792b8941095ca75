"""The bundled cases, as data."""
