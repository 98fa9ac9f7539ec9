"""The command line, `guanhu`. Each command imports what it needs only when it runs."""

import atexit
import gc
import importlib
from typing import Any

import click

# command → "module:attribute" of the click command that answers to it. Importing none of them
# until one is asked for keeps `guanhu --help` instant.
COMMANDS: dict[str, str] = {
    "check-content": "guanhu.content_checking:check_content",
    "create-admin": "guanhu.upkeep:create_admin",
    "demo": "guanhu.demo.command:demo",
    "explain": "guanhu.explaining:explain",
    "export-schema": "guanhu.upkeep:export_schema",
    "init-keys": "guanhu.upkeep:init_keys",
    "law-coverage": "guanhu.law_coverage:law_coverage",
    "migrate": "guanhu.running:migrate",
    "open-sealed": "guanhu.unsealing:open_sealed",
    "replay": "guanhu.replay.command:replay",
    "rotate-master-key": "guanhu.upkeep:rotate_master_key_command",
    "rotate-token-key": "guanhu.upkeep:rotate_token_key",
    "serve": "guanhu.serving:serve",
    "sign-trail": "guanhu.upkeep:sign_trail_command",
    "verify-trail": "guanhu.upkeep:verify_trail",
    "worker": "guanhu.running:worker",
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
        module_name, _, attribute = COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module_name), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{COMMANDS[cmd_name]} is no command")
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="guanhu")
def main() -> None:
    """Case management for conditional non-prosecution of minors."""


if __name__ == "__main__":
    main()
