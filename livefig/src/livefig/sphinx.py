"""The Sphinx extension, for `extensions = ["livefig.sphinx"]` (see `livefig.hosts.sphinx`)."""

from livefig.hosts.sphinx import setup

__all__ = ["setup"]
