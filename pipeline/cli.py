"""The command line: each command is one call of the public API, and prints what came back.

User errors end in one sentence that names the way out, never in a traceback. Exit codes: 0 all is well; 1 nothing
could be done (no article could be read, the data set cannot be written); 2 the command was not understood; 3 some
articles could not be read (晚报.txt in GB18030), the others are done; 130 stopped by the user.
"""

from __future__ import annotations

import typer

from pipeline.commands import judging, reading, running

app = typer.Typer(
    name="jianyan",
    help="建言: policy proposals from Chinese news, as Parquet tables.",
    epilog="Start with: jianyan run FOLDER --out data",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command()(running.run)
app.command()(reading.query)
app.command("show")(judging.show_article)
app.command()(reading.rejects)
app.command()(reading.diff)
app.command()(running.compact)
app.command()(judging.evaluate)
app.command()(judging.schema)
