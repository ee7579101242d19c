"""Flask and SQLite as in a tutorial: an insert and a commit for each request, in plain text."""

import os
import sqlite3

from flask import Flask, request

DATABASE = os.environ["BENCH_DATABASE"]
FIELDS = ("tel", "call_name", "word", "window")
app = Flask(__name__)

with sqlite3.connect(DATABASE) as made:
    made.execute("CREATE TABLE IF NOT EXISTS request (id INTEGER PRIMARY KEY, tel, call_name, word, window_)")


@app.post("/callback/")
def submit() -> str:
    """Keep a request."""
    with sqlite3.connect(DATABASE, timeout=20) as connection:
        values = [request.form.get(name, "") for name in FIELDS]
        connection.execute("INSERT INTO request (tel, call_name, word, window_) VALUES (?, ?, ?, ?)", values)
    connection.close()
    return "taken"
