"""`python -m formhandler`: making the keys, and opening an envelope by hand."""

from formhandler.commands import commands

commands(prog_name="python -m formhandler")
