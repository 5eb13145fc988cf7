"""The benchmarks run; that no corruption ends in a traceback is worth knowing early."""

from benchmarks.corruptions import corrupt


def test_a_few_corruptions_end_in_words() -> None:
    outcomes, failures = corrupt(7, range(60))
    assert failures == []
    assert sum(outcomes.values()) == 60
    assert min(outcomes["accepted"], outcomes["rejected"]) > 0
