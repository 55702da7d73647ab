"""Where the deployment's files are and how to read them, for the tests beside this file."""

import configparser
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "config"


def read_compose() -> dict:
    """docker-compose.yml as plain dictionaries, merges done."""
    return YAML(typ="safe").load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


def odoo_options(name: str) -> configparser.SectionProxy:
    """The options of one of Odoo's configuration files in config/.

    :raises configparser.DuplicateOptionError: an option is there twice
    """
    parser = configparser.RawConfigParser(strict=True)
    parser.read_string((CONFIG / name).read_text(encoding="utf-8"))
    assert parser.sections() == ["options"]
    return parser["options"]
