"""The command line, `guanhu`. Each command imports what it needs only when it runs."""

import atexit
import gc
import importlib
from typing import Any

import click

# command → "module:attribute" of the click command that answers to it, and what it does in a line.
# Importing none of them until one is asked for keeps `guanhu --help` instant.
COMMANDS: dict[str, tuple[str, str]] = {
    "check-content": ("guanhu.content_checking:check_content", "Check learning modules."),
    "create-admin": ("guanhu.upkeep:create_admin", "Make an office's administrator."),
    "demo": ("guanhu.demo.command:demo", "Start everything with an invented office."),
    "explain": ("guanhu.explaining:explain", "Print the timetable of a case, with reasons."),
    "export-schema": ("guanhu.upkeep:export_schema", "Write the API's schema from the code."),
    "init-keys": ("guanhu.upkeep:init_keys", "Make every key file that is missing."),
    "law-coverage": ("guanhu.law_coverage:law_coverage", "Write where each legal rule acts."),
    "migrate": ("guanhu.running:migrate", "Bring the database up to date."),
    "open-sealed": (
        "guanhu.unsealing:open_sealed",
        "Print a sealed file, with the private seal key.",
    ),
    "replay": ("guanhu.replay.command:replay", "Play scenario files and check each step."),
    "rotate-master-key": (
        "guanhu.upkeep:rotate_master_key_command",
        "Wrap every record key with a new master key.",
    ),
    "rotate-token-key": ("guanhu.upkeep:rotate_token_key", "Sign access tokens with a new key."),
    "serve": ("guanhu.serving:serve", "Serve the API and the built front ends."),
    "sign-trail": ("guanhu.upkeep:sign_trail_command", "Sign the heads of the trail that grew."),
    "verify-trail": ("guanhu.upkeep:verify_trail", "Recompute the trail and compare."),
    "worker": ("guanhu.running:worker", "Run the jobs: reminders, daily checks."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are first asked for."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        # Nearly all a command loads stays to its end. Looked through for garbage again and again
        # on the way up, and once more on the way out, it takes two fifths of a short command.
        gc.set_threshold(50_000, 20, 100)
        atexit.register(gc.freeze)
        return super().main(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *COMMANDS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        target, _ = COMMANDS[cmd_name]
        module_name, _, attribute = target.partition(":")
        command = getattr(importlib.import_module(module_name), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{target} is no command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="guanhu")
def main() -> None:
    """Case management for conditional non-prosecution of minors."""


if __name__ == "__main__":
    main()
