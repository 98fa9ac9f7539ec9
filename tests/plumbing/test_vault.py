"""The vault: what is sealed opens in its own place only, and a dump tells nobody who is in it."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from guanhu.plumbing.keys import KeyFolder, KeysUnreadable
from guanhu.plumbing.vault import Vault, VaultUnreadable, WrappedKey, unseal_key
from support.builders_cases import an_intake
from support.world import World

ROW = uuid.uuid4()
OTHER_ROW = uuid.uuid4()


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(KeyFolder.create(tmp_path / "keys"))


def test_what_is_sealed_opens_again(vault: Vault) -> None:
    key, stored = vault.new_key(ROW)
    sealed = key.seal("minors.name", ROW, "林小禾")

    assert vault.open_key(ROW, stored).open("minors.name", ROW, sealed) == "林小禾"


def test_equal_texts_are_sealed_differently(vault: Vault) -> None:
    key, _ = vault.new_key(ROW)

    assert key.seal("minors.name", ROW, "林小禾") != key.seal("minors.name", ROW, "林小禾")


@pytest.mark.parametrize(
    ("field", "row"),
    [
        pytest.param("minors.name", OTHER_ROW, id="another-row"),
        pytest.param("minors.phone", ROW, id="another-column"),
        pytest.param("guardians.name", ROW, id="another-table"),
    ],
)
def test_a_moved_ciphertext_does_not_open(vault: Vault, field: str, row: uuid.UUID) -> None:
    key, _ = vault.new_key(ROW)
    sealed = key.seal("minors.name", ROW, "林小禾")

    with pytest.raises(VaultUnreadable):
        key.open(field, row, sealed)


def test_no_single_byte_can_be_changed(vault: Vault) -> None:
    key, _ = vault.new_key(ROW)
    sealed = key.seal("minors.name", ROW, "林小禾")

    for position in range(len(sealed)):
        changed = bytearray(sealed)
        changed[position] ^= 1
        with pytest.raises(VaultUnreadable):
            key.open("minors.name", ROW, bytes(changed))


@pytest.mark.parametrize("length", [0, 1, 12, 13, 28])
def test_a_cut_ciphertext_does_not_open(vault: Vault, length: int) -> None:
    key, _ = vault.new_key(ROW)
    sealed = key.seal("minors.name", ROW, "林小禾")

    with pytest.raises(VaultUnreadable):
        key.open("minors.name", ROW, sealed[:length])


def test_the_key_of_another_record_does_not_open(vault: Vault) -> None:
    key, _ = vault.new_key(ROW)
    other, _ = vault.new_key(OTHER_ROW)

    with pytest.raises(VaultUnreadable):
        other.open("minors.name", ROW, key.seal("minors.name", ROW, "林小禾"))


def test_a_wrapped_key_opens_for_its_own_record_only(vault: Vault) -> None:
    _, stored = vault.new_key(ROW)

    with pytest.raises(VaultUnreadable):
        vault.open_key(OTHER_ROW, stored)


def test_a_wrapped_key_does_not_open_in_another_installation(vault: Vault, tmp_path: Path) -> None:
    _, stored = vault.new_key(ROW)
    elsewhere = Vault(KeyFolder.create(tmp_path / "elsewhere"))

    with pytest.raises(VaultUnreadable):
        elsewhere.open_key(ROW, stored)


def test_a_wrapped_key_of_an_unknown_master_key_does_not_open(vault: Vault) -> None:
    _, stored = vault.new_key(ROW)

    with pytest.raises(VaultUnreadable):
        vault.open_key(ROW, WrappedKey("m9", stored.wrapped))


def test_a_sealed_key_opens_with_the_seal_keys_private_half_only(vault: Vault) -> None:
    key, _ = vault.new_key(ROW)
    seal = X25519PrivateKey.generate()
    note = key.seal("acts.note", ROW, "出借银行卡一张")
    sealed = key.sealed_for(ROW, seal.public_key())

    assert unseal_key(ROW, sealed, seal).open("acts.note", ROW, note) == "出借银行卡一张"
    for record, private in ((OTHER_ROW, seal), (ROW, X25519PrivateKey.generate())):
        with pytest.raises(VaultUnreadable):
            unseal_key(record, sealed, private)


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        pytest.param("林小禾", " 林 小禾 ", True, id="spaces"),
        pytest.param("３３０１０Ｘ", "33010x", True, id="full-width-and-case"),
        pytest.param("林小禾", "林小和", False, id="another-name"),
    ],
)
def test_blind_indexes_of_equal_values_are_equal(
    vault: Vault, one: str, other: str, *, equal: bool
) -> None:
    found = vault.blind_index("minors.name", one) == vault.blind_index("minors.name", other)

    assert found is equal


def test_blind_indexes_differ_by_column_and_installation(vault: Vault, tmp_path: Path) -> None:
    elsewhere = Vault(KeyFolder.create(tmp_path / "elsewhere"))
    index = vault.blind_index("minors.name", "林小禾")

    assert index != vault.blind_index("guardians.name", "林小禾")
    assert index != elsewhere.blind_index("minors.name", "林小禾")


def test_a_key_file_others_can_read_is_refused(tmp_path: Path) -> None:
    keys = KeyFolder.create(tmp_path / "keys")
    (keys.folder / "master.json").chmod(0o640)

    with pytest.raises(KeysUnreadable, match=r"master\.json is readable by others"):
        keys.master()


def test_making_keys_again_changes_none(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    KeyFolder.create(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "trail.key").unlink()

    KeyFolder.create(folder)

    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert set(after) == {
        "index.key", "master.json", "seal.key", "seal.pub", "tokens.json", "trail.key",
    }  # fmt: skip
    assert after.pop("trail.key") != before.pop("trail.key")
    assert after == before
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


async def test_a_dump_tells_nobody_who_is_in_it(world: World) -> None:
    planted = {
        "name": "宇文不悔", "phone": "13912345678", "identity": "330100200810054321",
        "address": "虚构路九十九号", "school": "虚构职业学校", "guardian": "宇文长青",
        "guardian_phone": "13812345678", "act": "收购他人银行卡二张", "platform": "虚构聊天软件",
        "recruiter": "网名山外山", "remark": "到案后如实供述", "typed": "草稿里的一句话",
    }  # fmt: skip
    world.person("li", "officer")
    intake = an_intake()
    intake["minor"] |= {
        "name": planted["name"], "phone": planted["phone"], "address": planted["address"],
        "identityNumber": planted["identity"], "school": planted["school"],
    }  # fmt: skip
    intake["guardians"][0] |= {"name": planted["guardian"], "phone": planted["guardian_phone"]}
    intake["charges"][0]["acts"][0]["note"] = planted["act"]
    intake["involvement"] |= {
        "platform": planted["platform"], "recruitedBy": planted["recruiter"],
        "note": planted["remark"],
    }  # fmt: skip
    opened = await world.done("li", "openCase", **intake)
    case_id = opened["caseFile"]["id"]
    await world.done(
        "li",
        "saveDraft",
        form="OPINION",
        recordId=case_id,
        content=f'{{"a": "{planted["typed"]}"}}',
    )

    # Every column of every table, as text and as the bytes behind it.
    dump = "\n".join(
        str(row)
        for (table,) in world.sql(
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace"
        )
        for row in world.sql(f"SELECT t::text FROM {table} t")  # noqa: S608
    )

    found = [
        what
        for what, text in planted.items()
        for form in (text, text.encode().hex(), text.encode("utf-16-le").hex())
        if form in dump
    ]
    assert found == []
    assert case_id in dump  # the dump was not empty
