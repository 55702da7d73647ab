"""Ed25519 keys that sign the checkpoints. The private one never enters the database."""

import contextlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_RAW = {"encoding": serialization.Encoding.Raw, "format": serialization.PublicFormat.Raw}


def key_id(public: Ed25519PublicKey) -> str:
    """Return the name of a key: the first 16 hex digits of the SHA-256 of its raw public part."""
    digest = hashes.Hash(hashes.SHA256())
    digest.update(public.public_bytes(**_RAW))
    return digest.finalize().hex()[:16]


def signing_key(path: Path) -> Ed25519PrivateKey:
    """Return the private key in the PEM file ``path``; the first caller makes it, readable by its owner alone.

    :raises ValueError: the file holds something else
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        pem = Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(pem)
        with contextlib.suppress(FileExistsError):  # whoever comes second keeps the first one's key
            os.link(draft, path)
        draft.unlink()
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(f"{path} holds no Ed25519 private key.")
    return key


def publish(folder: Path, public: Ed25519PublicKey) -> Path:
    """Leave the public key beside the checkpoints, as ``keys/<key id>.pem``; return the path."""
    path = folder / "keys" / f"{key_id(public)}.pem"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(
            public.public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            )
        )
    return path


def verifier(folder: Path):
    """Return the function that ``register.verify`` asks about signatures, with the public keys in ``folder/keys``.

    It returns None for a key that is not there, and for a file whose name is not its key's.
    """
    known = {}
    for path in sorted((folder / "keys").glob("*.pem")):
        try:
            public = serialization.load_pem_public_key(path.read_bytes())
        except ValueError:
            continue
        if isinstance(public, Ed25519PublicKey) and key_id(public) == path.stem:
            known[path.stem] = public

    def verify(name, message, signature):
        if name not in known:
            return None
        try:
            known[name].verify(signature, message)
        except InvalidSignature:
            return False
        return True

    return verify
