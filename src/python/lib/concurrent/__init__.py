"""See concurrent.futures."""
