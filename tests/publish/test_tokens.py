from planner.publish.tokens import token


def test_token_is_the_same_every_time_and_can_be_typed() -> None:
    made = token(b"key", "qr", "br-cs-1")
    assert made == token(b"key", "qr", "br-cs-1")
    assert len(made) == 16
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz234567")


def test_purpose_identity_generation_and_key_each_give_another_token() -> None:
    made = {
        token(b"key", "qr", "br-cs-1"),
        token(b"key", "uid", "br-cs-1"),
        token(b"key", "folder", "br-cs-1"),
        token(b"key", "qr", "br-cs-2"),
        token(b"key", "qr", "br-cs-1", generation=2),
        token(b"other", "qr", "br-cs-1"),
    }
    assert len(made) == 6
